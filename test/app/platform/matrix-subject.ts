/** The form of what the role matrix fills a route's parameters with: a real object of the demo, one's own or another's. */
import type { DemoPerson } from '../../../app/demo/demo-organisations';
import type { DemoProvince } from './demo-province';

export type Params = Readonly<Record<string, string>>;
/** Whose objects: the viewer's own, or those outside of what the viewer may read. */
export type Reach = 'own' | 'foreign';
type Found = Promise<Params | undefined>;

/** Finds the parameters of a path for a viewer; undefined when the demo has no such object. */
export type Subject = (demo: DemoProvince, viewer: DemoPerson, reach: Reach) => Found;
