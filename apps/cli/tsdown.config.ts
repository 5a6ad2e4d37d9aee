import { library } from '@hyperprior/build';

export default library(['src/main.ts'], { platform: 'node', dts: false });
