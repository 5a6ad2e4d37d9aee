import { library } from '@hyperprior/build';

export default library();
