import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { checkTfjsNode, hasNativeAddon } from '../../src/select/node/tfjs-node.ts';

const folders: string[] = [];

function packageWith(...files: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tfjs-node-'));
  folders.push(folder);
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

it('the native addon of tfjs-node is looked for, not imported', () => {
  expect(hasNativeAddon(packageWith('lib/napi-v8/tfjs_binding.node'))).toBe(true);
  expect(hasNativeAddon(packageWith('lib/napi-v8/other.txt'))).toBe(false);
  expect(hasNativeAddon(packageWith('package.json'))).toBe(false);
});

it('tfjs-node is refused without its addon, and on Node 23 and later with it', () => {
  const whole = packageWith('lib/napi-v9/tfjs_binding.node');
  expect(() => checkTfjsNode('tfjs-node', whole, '22.4.0')).not.toThrow();
  expect(() => checkTfjsNode('tfjs-node', whole, '23.0.0')).toThrow(
    /not run on Node 23 .* 23.0.0\); use Node 20 or 22/,
  );
  expect(() => checkTfjsNode('tfjs-node', packageWith(), '22.4.0')).toThrow(/without its native addon.*npm rebuild/);
});
