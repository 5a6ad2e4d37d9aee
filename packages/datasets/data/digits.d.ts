/** How many digits there are. */
export declare const count: number;
/** Labels, ink mask and grey values (see scripts/build-digits.mjs), gzip-compressed, in base64. */
export declare const gzipBase64: string;
