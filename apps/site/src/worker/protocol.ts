import type { BackendName, BackendRow, Selected } from '@hyperprior/backends';
import type {
  AlphaConfig,
  AlphaFrame,
  AlphaResult,
  BasFrame,
  BasResult,
  GatesConfig,
  GatesFrame,
  GatesResult,
  GbasConfig,
  GbasFrame,
  GbasResult,
  presetNames,
} from '@hyperprior/experiments';
import type { FigureOptions } from '@hyperprior/figures';
import type { ComparisonFrame, ComparisonResult, ComparisonSettings } from './comparison/frame.ts';
import type { Curvature, CurvatureQuestion } from './curvature/curvature.ts';
import type { GradientCurves } from './gradient-curves.ts';
import type { PriorChoice } from './prior-choice.ts';

// What a page and its worker say to each other: plain data only. The page asks, and each request gets one reply; a run
// computes its next frame only when it is asked for, so that pausing is not asking.

/** One of the notebook's seven runs. */
export type PresetName = (typeof presetNames)[number];

/** Which backend to take: those named, in order; without names the best that runs. */
export interface BackendWish {
  readonly prefer: readonly BackendName[];
  readonly allowSoftware: boolean;
}

/** Where the points of a run come from. */
type StartingPoints =
  | { readonly kind: 'stored'; readonly preset: PresetName }
  | { readonly kind: 'drawn'; readonly count: number; readonly seed: number; readonly range: number }
  | { readonly kind: 'given'; readonly values: Float32Array };

/** A Batch-Shaping run, every step of it shown. */
export interface BasStart extends PriorChoice {
  readonly learningRate: number;
  readonly steps: number;
  readonly points: StartingPoints;
  /** A frame of this run to go on from, in place of the points. */
  readonly resume?: BasFrame;
}

/** A run of learned priors, every step of it shown. */
export type GbasStart = Pick<
  GbasConfig,
  'preset' | 'family' | 'dimensions' | 'count' | 'seed' | 'steps' | 'learningRate' | 'hyperprior'
> & {
  /** A frame of this run to go on from. */
  readonly resume?: GbasFrame;
};

/** A run of the gates; `ownTable` takes the table that was handed over last in place of the digits. */
export type GatesStart = Pick<GatesConfig, 'only' | 'epochs' | 'seed' | 'learningRate' | 'target'> & {
  readonly ownTable: boolean;
  /** A frame of this run to go on from; only target and learning rate may differ. */
  readonly resume?: GatesFrame;
};

/** A training with alpha at every step, every step of it shown. */
export type AlphaStart = Pick<AlphaConfig, 'optimizer' | 'batchSize' | 'steps' | 'seed'> & {
  readonly learningRate: number;
  /** A frame of this run to go on from. */
  readonly resume?: AlphaFrame;
};

export type RunRequest =
  | ({ readonly experiment: 'bas' } & BasStart)
  | ({ readonly experiment: 'gbas' } & GbasStart)
  | ({ readonly experiment: 'gates' } & GatesStart)
  | ({ readonly experiment: 'alpha' } & AlphaStart)
  | ({ readonly experiment: 'comparison' } & ComparisonSettings);

export type Frame = AlphaFrame | BasFrame | GbasFrame | GatesFrame | ComparisonFrame;
export type RunResult = AlphaResult | BasResult | GbasResult | GatesResult | ComparisonResult;

/** What may change from one frame to the next; each run takes its own part of it. */
export interface Change extends Partial<PriorChoice> {
  readonly learningRate?: number;
  readonly target?: number;
  readonly hyperprior?: string;
}

export type Request =
  | { readonly kind: 'list'; readonly allowSoftware: boolean }
  /** Begins a run, and ends the one before it. */
  | { readonly kind: 'start'; readonly run: RunRequest; readonly backend: BackendWish }
  /** With a look, the frame comes with its picture. */
  | { readonly kind: 'next'; readonly change?: Change; readonly look?: FigureOptions }
  | { readonly kind: 'stop' }
  /** Reads a table, for the gates to train on. */
  | { readonly kind: 'table'; readonly text: string; readonly seed: number }
  | { readonly kind: 'gradients'; readonly priors: readonly PriorChoice[] }
  | { readonly kind: 'curvature'; readonly question: CurvatureQuestion; readonly backend: BackendWish };

/** What is known of a table that was read. */
export interface TableSummary {
  readonly rows: number;
  readonly features: number;
  readonly classes: readonly string[];
}

export type Reply =
  | { readonly kind: 'rows'; readonly rows: readonly BackendRow[] }
  | { readonly kind: 'started'; readonly backend: Selected }
  | { readonly kind: 'frame'; readonly frame: Frame; readonly picture?: string }
  | { readonly kind: 'result'; readonly result: RunResult }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'table'; readonly summary: TableSummary }
  | { readonly kind: 'gradients'; readonly curves: readonly GradientCurves[] }
  | { readonly kind: 'curvature'; readonly curvature: Curvature; readonly backend: Selected }
  /** What was asked for cannot be, for this setting if it is a single one; all else is as it was. */
  | { readonly kind: 'refused'; readonly message: string; readonly setting: string | null }
  /** The run is over; `lost` names the backend whose GPU is gone. */
  | { readonly kind: 'failed'; readonly message: string; readonly lost: string | null };

/** A request or a reply on its way. */
export interface Numbered<Message> {
  readonly id: number;
  readonly message: Message;
}
