export async function hoursOfRecorder(_hours: number): Promise<number> {
  return 0;
}
