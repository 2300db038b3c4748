/** Says what is being done, and how long it took: provisioning takes minutes, and silence looks like a hang. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  console.log(`provision: ${title} …`);
  const outcome = await work();
  console.log(`provision: ${title} took ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return outcome;
}
