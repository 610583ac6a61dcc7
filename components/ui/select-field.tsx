import type { ComponentProps } from 'react';
import { FieldFrame, fieldAria, FIELD_BOX } from '@/components/ui/field';

type SelectFieldProps = {
  id: string;
  label: string;
  hint?: string;
  error?: string;
} & ComponentProps<'select'>;

/** A labelled choice of many; its hint and its error are read with it. */
export function SelectField({ id, label, hint, error, ...props }: SelectFieldProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <select {...props} {...fieldAria(id, hint, error)} className={FIELD_BOX} />
    </FieldFrame>
  );
}
