import { library } from '@hyperprior/build';

export default library(['src/index.ts', 'src/index.browser.ts', 'src/kernels.ts', 'src/gradients.ts'], {
  platform: 'node',
});
