import { onBeforeUnmount, onMounted, type ShallowRef } from 'vue';

/** Does something once, when the element first comes near the visible part of the page. */
export function whenVisible(element: Readonly<ShallowRef<HTMLElement | null>>, action: () => void): void {
  let observer: IntersectionObserver | null = null;
  onMounted(() => {
    if (!element.value) return;
    observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer?.disconnect();
        action();
      },
      { rootMargin: '200px' },
    );
    observer.observe(element.value);
  });
  onBeforeUnmount(() => observer?.disconnect());
}
