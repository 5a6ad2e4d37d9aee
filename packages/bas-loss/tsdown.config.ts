import { library } from '@hyperprior/build';

export default library({
  index: 'src/index.ts',
  layers: 'src/layers/index.ts',
  webgl: 'src/webgl/index.ts',
  webgpu: 'src/webgpu/index.ts',
});
