/** Seeds the demo in the folder named, and says so after each task; the specification kills it in the middle. */
import { seedDemo } from '../../../app/demo/seed-demo';
import { openDemo } from './demo-surroundings';

async function main(folder: string): Promise<void> {
  const { platform, journal, means } = await openDemo(folder);
  await seedDemo({
    ...{ ...means, journal },
    progress: (done, _total, part) => {
      if (part === 'tasks') process.stdout.write(`${String(done)}\n`);
    },
  });
  await platform.close();
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  throw error;
});
