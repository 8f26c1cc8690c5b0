import { commandLineDataSource } from './src/database/data-source';

export default commandLineDataSource();
