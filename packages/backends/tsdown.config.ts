import { library } from '@hyperprior/build';

export default library(['src/index.ts', 'src/kernels.ts'], { platform: 'node' });
