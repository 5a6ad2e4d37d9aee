import { z } from 'zod';

/** Kind of a setting's values, as a command line or a form reads them. */
export type Kind = 'number' | 'text' | 'flag' | 'numbers' | 'texts' | 'object';

/** Returns the kind of a setting's values. */
export function kindOf(type: z.core.$ZodType): Kind {
  if (type instanceof z.ZodOptional || type instanceof z.ZodDefault || type instanceof z.ZodPrefault)
    return kindOf(type.def.innerType);
  if (type instanceof z.ZodNumber) return 'number';
  if (type instanceof z.ZodBoolean) return 'flag';
  if (type instanceof z.ZodString || type instanceof z.ZodEnum) return 'text';
  if (type instanceof z.ZodArray) return kindOf(type.def.element) === 'number' ? 'numbers' : 'texts';
  return 'object';
}
