import { library } from '@hyperprior/build';

export default library(['src/index.ts', 'src/index.browser.ts', 'src/kernels.ts'], { platform: 'node' });
