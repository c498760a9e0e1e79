/**
 * Reads a channel's configuration from the JSON that configtxlator makes of its block, and puts an organisation's
 * revocation list into it. Whatever else is in there goes through unchanged: it is not ours to know.
 */
import { z } from 'zod';

const mspSection = z.looseObject({
  values: z.looseObject({
    MSP: z.looseObject({
      value: z.looseObject({ config: z.looseObject({ revocation_list: z.array(z.string()).nullish() }) }),
    }),
  }),
});
const sectionGroup = z.looseObject({ groups: z.record(z.string(), mspSection).nullish() });
const configuration = z.looseObject({
  channel_group: z.looseObject({
    groups: z.looseObject({ Application: sectionGroup, Orderer: sectionGroup }),
  }),
});
const configurationBlock = z.object({
  data: z.object({
    data: z.tuple([z.object({ payload: z.object({ data: z.object({ config: configuration }) }) })]),
  }),
});

export type ChannelConfiguration = z.infer<typeof configuration>;
type MspSection = z.infer<typeof mspSection>;

/** An organisation stands in each group in which it takes part; Fabric wants its MSP to be the same in both. */
const groupNames = ['Application', 'Orderer'] as const;

/**
 * The configuration in a configuration block, as JSON text.
 * @throws ZodError or SyntaxError when it is none
 */
export function parseConfigurationBlock(json: string): ChannelConfiguration {
  return configurationBlock.parse(JSON.parse(json)).data.data[0].payload.data.config;
}

/** The revocation lists (PEM) that the channel has for an MSP, one text for each group that it takes part in. */
export function revocationListsOf(channel: ChannelConfiguration, mspId: string): readonly string[] {
  return groupNames.flatMap((name) => {
    const section = sectionIn(channel, name, mspId);
    if (section === undefined) return [];
    const lists = section.values.MSP.value.config.revocation_list ?? [];
    return [lists.map((list) => Buffer.from(list, 'base64').toString('utf8')).join('')];
  });
}

/** The configuration with this list (PEM) as the MSP's only one, in every group that the MSP takes part in. */
export function withRevocationList(
  channel: ChannelConfiguration,
  mspId: string,
  crlPem: string,
): ChannelConfiguration {
  const changed = structuredClone(channel);
  for (const name of groupNames) {
    const section = sectionIn(changed, name, mspId);
    if (section === undefined) continue;
    section.values.MSP.value.config.revocation_list = [Buffer.from(crlPem, 'utf8').toString('base64')];
  }
  return changed;
}

function sectionIn(
  channel: ChannelConfiguration,
  group: (typeof groupNames)[number],
  mspId: string,
): MspSection | undefined {
  const sections = channel.channel_group.groups[group].groups ?? {};
  return Object.hasOwn(sections, mspId) ? sections[mspId] : undefined;
}
