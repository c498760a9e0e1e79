/** The whole way of the money in the browser, by all nine roles, in both languages of the platform. */
import { openEmbeddedProvince } from '../province/embedded-province';
import { describeMoneyStory } from './money-story-chapters';

describeMoneyStory('zh-CN', openEmbeddedProvince);
describeMoneyStory('en', openEmbeddedProvince);
