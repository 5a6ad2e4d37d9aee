import type { ThemeName } from '@hyperprior/figures';
import { useData } from 'vitepress';
import { type ComputedRef, computed } from 'vue';

/** The page's theme, as the figures name it. */
export function useTheme(): ComputedRef<ThemeName> {
  const { isDark } = useData();
  return computed(() => (isDark.value ? 'dark' : 'light'));
}
