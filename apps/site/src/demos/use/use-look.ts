import type { FigureOptions } from '@hyperprior/figures';
import { useData } from 'vitepress';
import { type ComputedRef, computed, onBeforeUnmount, onMounted, ref, type ShallowRef } from 'vue';

/** How a figure of a page is drawn: in the page's theme, and at the width at which it is shown. */
export type Look = Required<Pick<FigureOptions, 'theme' | 'width'>>;

/** Narrowest width that the figures can be drawn at, in pixels. */
const narrowest = 280;

/** Width of a figure that is drawn before the page is laid out. */
const untilMounted = 640;

/** Follows the page's theme and the width of a demo, without its padding. */
export function useLook(demo: Readonly<ShallowRef<HTMLElement | null>>): ComputedRef<Look> {
  const { isDark } = useData();
  const width = ref(untilMounted);
  let observer: ResizeObserver | null = null;
  const take = (inner: number) => {
    width.value = Math.max(narrowest, Math.floor(inner));
  };
  onMounted(() => {
    if (!demo.value) return;
    take(innerWidthOf(demo.value));
    observer = new ResizeObserver(([entry]) => take(entry.contentRect.width));
    observer.observe(demo.value);
  });
  onBeforeUnmount(() => observer?.disconnect());
  return computed(() => ({ theme: isDark.value ? 'dark' : 'light', width: width.value }));
}

function innerWidthOf(element: HTMLElement): number {
  const { paddingLeft, paddingRight } = getComputedStyle(element);
  return element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
}
