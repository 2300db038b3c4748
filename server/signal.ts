/** Something that happens again and again, told at once to whoever listens in this process. */
export interface Signal<T> {
  emit(value: T): void;
  on(heard: (value: T) => void): Disposable;
}

export function signal<T>(): Signal<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    emit(value) {
      for (const heard of listeners) heard(value);
    },
    on(heard) {
      listeners.add(heard);
      return { [Symbol.dispose]: () => void listeners.delete(heard) };
    },
  };
}
