import { onBeforeUnmount, onMounted, type ShallowRef } from 'vue';

/** Says each time the element comes into the visible part of the page, or leaves it. */
export function whileSeen(
  element: Readonly<ShallowRef<HTMLElement | null>>,
  onChange: (isSeen: boolean) => void,
): void {
  let observer: IntersectionObserver | null = null;
  onMounted(() => {
    if (!element.value) return;
    observer = new IntersectionObserver((entries) => onChange(entries.at(-1)?.isIntersecting ?? false));
    observer.observe(element.value);
  });
  onBeforeUnmount(() => observer?.disconnect());
}
