import { describe, expect, it } from 'vitest';
import { toWgsl } from '../../src/webgpu/to-wgsl.ts';

describe('toWgsl', () => {
  it('declares functions, with and without a result', () => {
    expect(toWgsl('float f(float x, int i) {')).toBe('fn f(x: f32, i: i32) -> f32 {');
    expect(toWgsl('void g(bool isUpper) {')).toBe('fn g(isUpper: bool) {');
    expect(toWgsl('bool h() {')).toBe('fn h() -> bool {');
  });

  it('declares variables, private at the margin and local inside', () => {
    expect(toWgsl('float mass;')).toBe('var<private> mass: f32;');
    expect(toWgsl('  float y = 1.0 - x;')).toBe('  var y: f32 = 1.0 - x;');
    expect(toWgsl('for (int i = 0; i < 16; i++) {')).toBe('for (var i: i32 = 0; i < 16; i++) {');
  });

  it('leaves statements and comments as they are', () => {
    const source = '// the float of x\nif (x > 0.0) { mass = mass + value; }';
    expect(toWgsl(source)).toBe(source);
  });
});
