/**
 * CPU time that this thread gives to `work`, ms: what is bounded in a test that something ends soon.
 * A busy machine makes work wait; it does not make it more.
 */
export function threadCpuMs(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
