/**
 * Does one thing after the other, in the order in which they were asked for. What still waits when one is refused is let
 * go: it was asked for in the belief that the first would be done. Answers null for what was let go.
 */
export function inOrder<Answer extends { readonly ok: boolean }>() {
  let last: Promise<unknown> = Promise.resolve();
  let round = 0;

  return function next(work: () => Promise<Answer>): Promise<Answer | null> {
    const own = round;
    const answer = last.then(async () => {
      if (own !== round) return null;
      const outcome = await work();
      if (!outcome.ok) round += 1;
      return outcome;
    });
    last = answer.catch(() => {});
    return answer;
  };
}
