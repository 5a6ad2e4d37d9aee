export const placeholderBase: string;
