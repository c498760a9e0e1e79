/** The whole way of the money in the browser once more, on the Fabric network that the run has brought up. */
import { describeMoneyStory } from '../browser/money-story-chapters';

describeMoneyStory('zh-CN');
