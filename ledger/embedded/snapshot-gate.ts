/**
 * Lets contract runs see one committed state from start to end: runs share the gate, a commit has it alone. It is the
 * lock that a Fabric peer holds between simulation and commit. A run that only awaits the stub never outlives the
 * turn of the event loop it began in, so a commit hardly ever waits.
 */
export class SnapshotGate {
  #runs = 0;
  #commitsWaiting: (() => void)[] = [];
  #runsWaiting: (() => void)[] = [];

  /** Runs `simulate` on a state that no commit moves. */
  async share<Answer>(simulate: () => Promise<Answer>): Promise<Answer> {
    while (this.#commitsWaiting.length > 0) {
      await new Promise<void>((resolve) => this.#runsWaiting.push(resolve));
    }
    this.#runs += 1;
    try {
      return await simulate();
    } finally {
      this.#runs -= 1;
      if (this.#runs === 0) this.#letCommitsThrough();
    }
  }

  /** Runs `commit`, which must not throw, as soon as no run is under way; commits keep their order. */
  alone(commit: () => void): void {
    this.#commitsWaiting.push(commit);
    if (this.#runs === 0) this.#letCommitsThrough();
  }

  #letCommitsThrough(): void {
    for (
      let commit = this.#commitsWaiting.shift();
      commit !== undefined;
      commit = this.#commitsWaiting.shift()
    ) {
      commit();
    }
    const waiting = this.#runsWaiting;
    this.#runsWaiting = [];
    for (const resume of waiting) resume();
  }
}
