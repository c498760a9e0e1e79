/** The form of what the role matrix puts into a route's path: an object that a viewer may read, or one that they must not. */
import type { DemoPerson } from '../../../app/demo/demo-organisations';
import type { DemoProvince } from './demo-province';

export type Params = Readonly<Record<string, string>>;
/** Whose objects: the viewer's own, or those outside of what the viewer may read. */
export type Reach = 'own' | 'foreign';
type Found = Promise<Params | undefined>;

/** Finds the parameters of a path for a viewer; undefined when the demo has no such object. */
export type Subject = (demo: DemoProvince, viewer: DemoPerson, reach: Reach) => Found;
