import type { GatesFrame } from '@hyperprior/experiments';
import { computed, type Reactive, ref, watch } from 'vue';
import { courseOf, type GatesForm, gatesChangeOf, gatesProblems, gatesStartOf } from '../../form/gates-form.ts';
import { sentence } from '../../form/sentence.ts';
import type { Frame, TableSummary } from '../../worker/protocol.ts';
import type { useBackends } from './use-backends.ts';
import type { Look } from './use-look.ts';
import { usePlayer } from './use-player.ts';
import { whenLost } from './when-lost.ts';

const isGates = (frame: Frame): frame is GatesFrame => frame.kind === 'gates';

/** A run of the gates that follows its form: target and learning rate act from the next epoch, the rest starts it again. */
export function useGatesRun(form: Reactive<GatesForm>, backends: ReturnType<typeof useBackends>, look: () => Look) {
  const { player, state, shown, link } = usePlayer(isGates, look);
  const problems = computed(() => gatesProblems(form));
  const isFine = computed(() => Object.keys(problems.value).length === 0);
  const table = ref<TableSummary | null>(null);
  const tableProblem = ref<string>();
  let tableText = '';

  const course = computed(() => courseOf(form));
  const isUnderWay = () => ['starting', 'running', 'paused'].includes(state.value.phase);
  /** Settings that the current run began with. */
  let begun = '';
  /** Whether a changed setting has just ended a run. */
  const isRestarted = ref(false);
  /** Whether a setting was changed after the run's end. */
  const hasChanged = ref(false);

  function open(play: boolean): void {
    if (!isFine.value) return;
    begun = course.value;
    isRestarted.value = false;
    hasChanged.value = false;
    void player.open({ experiment: 'gates', ...gatesStartOf(form) }, backends.wish.value, { play });
  }

  /** The frame that a lost run can go on from; another course would be another run. */
  const left = computed(() =>
    state.value.phase === 'lost' && course.value === begun ? (player.frames.at(-1) ?? null) : null,
  );

  /** Goes on from a frame of this run on the backend that is chosen now. */
  function goOn(resume: GatesFrame, play: boolean): void {
    const start = { experiment: 'gates', ...gatesStartOf(form), resume } as const;
    if (isFine.value) void player.open(start, backends.wish.value, { play, keepFrames: true });
  }

  function start(): void {
    if (state.value.phase === 'paused') void player.play();
    else if (left.value) goOn(left.value, true);
    else if (state.value.phase !== 'running') open(true);
  }

  function step(): void {
    if (state.value.phase === 'paused') void player.step();
    else if (left.value) goOn(left.value, false);
    else open(false);
  }

  /** Reads the visitor's table in the worker; what is wrong with it becomes a sentence. */
  async function readTable(text: string): Promise<void> {
    tableText = text;
    const reply = await link.request({ kind: 'table', text, seed: 0 });
    if (text !== tableText) return;
    table.value = reply.kind === 'table' ? reply.summary : null;
    tableProblem.value = 'message' in reply ? sentence(reply.message) : undefined;
    form.ownTable = table.value !== null;
    // Another table of one's own changes no setting, but what the run is about.
    if (table.value && state.value.phase !== 'idle') void player.reset();
  }

  whenLost(state, link, backends);
  watch(
    () => state.value.phase,
    (phase) => {
      // The worker that held the table may have ended with the run.
      if (table.value && (phase === 'lost' || phase === 'failed'))
        void link.request({ kind: 'table', text: tableText, seed: 0 });
    },
  );

  watch(
    () => JSON.stringify(gatesChangeOf(form)),
    () => {
      if (isFine.value && isUnderWay()) player.change(gatesChangeOf(form));
      hasChanged.value = state.value.phase === 'finished';
    },
  );
  watch(course, () => {
    if (state.value.phase === 'idle' || state.value.phase === 'lost') return;
    isRestarted.value = state.value.frame !== null;
    void player.reset();
  });
  watch(backends.name, () => {
    const frame = player.frames.at(-1);
    if (frame && isUnderWay()) goOn(frame, state.value.phase === 'running');
    else if (state.value.phase !== 'idle' && state.value.phase !== 'lost') void player.reset();
  });

  return {
    player,
    state,
    shown,
    isRestarted,
    hasChanged,
    problems,
    isFine,
    table,
    tableProblem,
    left,
    start,
    step,
    readTable,
  };
}
