interface Question {
  id: number;
  command: string;
  argument: unknown;
}

/** Answers the questions of the process that started this one; see `Child.ask`. */
export function answer(commands: Record<string, (argument: never) => unknown>): void {
  // Whoever asked is gone, and nobody would end this process.
  process.once('disconnect', () => process.exit());
  process.on('message', (question: Question) => {
    const command = commands[question.command];
    if (command === undefined) return;
    Promise.resolve()
      .then(() => command(question.argument as never))
      .then(
        (result) => process.send?.({ id: question.id, result }),
        (error: unknown) => process.send?.({ id: question.id, error: String((error as Error).stack ?? error) }),
      );
  });
}

/** Says that questions may be asked from now on. */
export function sayReady(result: unknown = null): void {
  process.send?.({ ready: result });
}
