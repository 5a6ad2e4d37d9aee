import { library } from '@hyperprior/build';

export default library({ index: 'src/index.ts' });
