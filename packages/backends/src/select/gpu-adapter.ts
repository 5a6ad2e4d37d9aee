import { type LoadOptions, Refusal } from './candidate.ts';

const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|software/i;

/** Whether a graphics device of this name computes on the CPU. */
export const isSoftwareName = (name: string): boolean => softwareNames.test(name);

/**
 * The name of the WebGPU adapter that TF.js will use.
 * @param noAdapter the sentence to refuse with when there is none
 */
export async function acceptableAdapter({ allowSoftware }: LoadOptions, noAdapter: string): Promise<string> {
  const adapter = await globalThis.navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Refusal(noAdapter);
  // Browsers of 2024 have no `info` yet: there the adapter stays unnamed.
  const { vendor, architecture, device, description, isFallbackAdapter }: Partial<GPUAdapterInfo> = adapter.info ?? {};
  const name = description || [vendor, architecture, device].filter(Boolean).join(' ') || 'an unnamed adapter';
  const isSoftware = isFallbackAdapter || isSoftwareName(`${architecture} ${device} ${description}`);
  if (isSoftware) requireSoftwareAllowed(name, allowSoftware);
  return name;
}

/** Refuses a device that computes on the CPU unless that was asked for. */
export function requireSoftwareAllowed(name: string, allowSoftware: boolean): void {
  if (!allowSoftware)
    throw new Refusal(
      `its only adapter is software (${name}), far slower than wasm; allowSoftware: true takes it all the same`,
    );
}
