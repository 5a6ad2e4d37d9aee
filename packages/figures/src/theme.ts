/** Whether a picture stands on a light or a dark page. */
export type ThemeName = 'light' | 'dark';

/**
 * Colours of a picture. The hues are of Okabe and Ito's palette, told apart by colour-blind readers too. Text has a contrast of
 * 4.5 with the background at least, marks have 3 (WCAG 2.2, 1.4.3 and 1.4.11); soft colours fill what a mark outlines.
 */
export interface Theme {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  /** What is measured. */
  readonly data: string;
  readonly dataSoft: string;
  /** What it should become, as a line and as a broad band under the data. */
  readonly target: string;
  readonly targetSoft: string;
  /** A second measured quantity, as a line and as an area behind the data. */
  readonly second: string;
  readonly secondSoft: string;
}

export const themes: Readonly<Record<ThemeName, Theme>> = {
  light: {
    background: '#ffffff',
    text: '#1c2024',
    muted: '#60666d',
    grid: '#e6e8eb',
    data: '#0072b2',
    dataSoft: '#a8d0e8',
    target: '#bd5200',
    targetSoft: '#d67d3c',
    second: '#007a59',
    secondSoft: '#e3f3ee',
  },
  dark: {
    background: '#14171a',
    text: '#eceef0',
    muted: '#9ba1a8',
    grid: '#2b3036',
    data: '#56b4e9',
    dataSoft: '#27526e',
    target: '#e69f00',
    targetSoft: '#8a6414',
    second: '#2fc498',
    secondSoft: '#18302a',
  },
};

/** Names of the themes, the default first. */
export const themeNames: readonly ThemeName[] = ['light', 'dark'];

/** The typeface that ships with the package, and what stands in for it on a page without it. */
export const fontFamily = 'Inter, system-ui, sans-serif';
