/** The projects of the remaining counties of the demo province, chosen as the others are. All invented. */
import type { DemoProject } from './demo-project';
import { demoProject } from './demo-project';
import { on, paid } from './demo-step';

const huangping = { county: 'huangping', implementer: 'huangping-gulong' } as const;
const ceheng = { county: 'ceheng', implementer: 'ceheng-shuangjiang' } as const;
const rongjiang = { county: 'rongjiang', implementer: 'rongjiang-dingwei' } as const;
const pingtang = { county: 'pingtang', implementer: 'pingtang-tianyan' } as const;
const changshun = { county: 'changshun', implementer: 'changshun-daihua' } as const;
const shiqian = { county: 'shiqian', implementer: 'shiqian-guorong' } as const;

export const furtherCountyProjects: readonly DemoProject[] = [
  demoProject(27, {
    ...{ ...huangping, type: 'public-service', name: '谷陇镇日间养老服务站', budget: '2178900.00' },
    introduction: '改造闲置校舍为养老服务站，设床位二十六张、助餐点与康复室。',
    ...{ submitted: -24, upto: 'L2', days: [24, 70] },
    milestones: ['改造完成', '设备到位并开放'],
    twists: [on(-3, { kind: 'register', leg: 'L3' }), on(-3, { kind: 'line', leg: 'L3' })],
  }),
  demoProject(28, {
    ...{ ...huangping, type: 'living-environment', name: '集镇雨污分流管网', budget: '9463700.00' },
    introduction: '新建污水管六点五公里、雨水管四公里，接入镇区处理站。',
    ...{ submitted: -16, upto: 'L1', days: [45, 130] },
    milestones: ['主干管完成', '支管接通并闭水试验合格'],
    twists: [
      on(-2, {
        ...{ kind: 'propose-extension', leg: 'L2', untilDay: 12 },
        text: '县级配套指标本周下达，申请延期十二日支付。',
      }),
    ],
  }),
  demoProject(29, {
    ...{ ...huangping, type: 'infrastructure', name: '谷陇镇苗绣集市改造', budget: '4059200.00' },
    introduction: '改造集市棚顶与地面五千平方米，增设固定摊位一百六十个。',
    ...{ submitted: -55, upto: 'issued', days: [20, 70] },
    milestones: ['棚顶完成', '摊位启用'],
    twists: [on(-45, { kind: 'cancel', text: '选址调整，原付款路径中的收款账户需重新核验。' })],
  }),
  demoProject(30, {
    ...{ ...ceheng, type: 'industry', name: '双江镇糯食加工车间', budget: '3982600.00' },
    introduction: '建标准化糯食车间一千四百平方米，配速冻与包装线，吸纳就业六十八人。',
    ...{ submitted: -70, upto: 'accepted1', days: [-25, 35, 95] },
    milestones: ['车间主体完成', '设备安装完成', '取得生产许可'],
    twists: [on(-6, { kind: 'report', percent: 55, note: '速冻线到货，正在安装调试，监理旁站。' })],
  }),
  demoProject(31, {
    ...{ ...ceheng, type: 'infrastructure', name: '双江镇农产品集散道路', budget: '7624500.00' },
    introduction: '拓宽改造道路五点九公里并建停车区三处，连接两处批发点。',
    ...{ submitted: -40, upto: 'L4', days: [4, 48, 100] },
    milestones: ['路基拓宽完成', '路面完成', '停车区完成并验收'],
    twists: [
      on(-12, { kind: 'report', percent: 38, note: '路基拓宽完成，弃渣场已复绿。' }),
      on(-10, { kind: 'present', tranche: 1, shiftedFen: '76245000' }),
      on(-8, {
        kind: 'opine',
        tranche: 1,
        decision: 'agree',
        text: '节点属实，后两期比例按实际工序调整，同意。',
      }),
    ],
  }),
  demoProject(32, {
    ...{ ...ceheng, type: 'public-service', name: '双江镇便民服务中心', budget: '5148300.00' },
    introduction: '新建服务大厅八百平方米，集中办理社保、医保与涉农补贴。',
    ...{ submitted: -52, upto: 'L4', days: [-6, 42, 88] },
    milestones: ['主体封顶', '装修完成', '系统开通并启用'],
    twists: [
      on(-18, { kind: 'present', tranche: 1, shiftedFen: '51483000' }),
      on(-16, {
        kind: 'opine',
        tranche: 1,
        decision: 'agree',
        text: '主体已封顶，装修期提前备料，同意调整后两期。',
      }),
      on(-14, { kind: 'confirm-next-stage', tranche: 1 }),
      ...paid('L5.1', -10),
      on(-8, { kind: 'accept', tranche: 1 }),
    ],
  }),
  demoProject(33, {
    ...{ ...rongjiang, type: 'living-environment', name: '水寨人居环境整治', budget: '4671800.00' },
    introduction: '改厕三百一十户，建垃圾分类亭二十四座，整治沟渠八公里。',
    ...{ submitted: -82, upto: 'accepted1', days: [-35, 20] },
    milestones: ['改厕过半', '整治完成并验收'],
    twists: [on(-4, { kind: 'report', percent: 78, note: '改厕二百六十四户，沟渠清淤完成七公里。' })],
  }),
  demoProject(34, {
    ...{ ...rongjiang, type: 'public-service', name: '定威乡村小教师周转房', budget: '3296100.00' },
    introduction: '新建周转房二十四套，解决五所村小教师住宿。',
    ...{ submitted: -33, upto: 'L4', days: [15, 75] },
    milestones: ['主体完成', '配套完成并入住'],
    twists: [on(-6, { kind: 'bank-return', leg: 'L4' })],
  }),
  demoProject(35, {
    ...{ ...rongjiang, type: 'industry', name: '水寨稻田养鱼示范', budget: '1647200.00' },
    introduction: '开挖鱼沟鱼凼三百二十亩，投放鱼苗并统一技术服务。',
    ...{ submitted: -145, upto: 'closed', days: [-90] },
    milestones: ['示范田建成并起捕核验'],
  }),
  demoProject(36, {
    ...{ ...pingtang, type: 'infrastructure', name: '大塘镇产业环线路', budget: '16893400.00' },
    introduction: '新建产业环线十二点四公里，连通茶叶、刺梨与养殖园区。',
    ...{ submitted: -20, upto: 'issued', days: [38, 110, 190] },
    milestones: ['路基完成四成', '路面完成七成', '全线交工验收'],
    twists: [...paid('L2', -10)],
  }),
  demoProject(37, {
    ...{ ...pingtang, type: 'public-service', name: '村级标准化卫生室', budget: '2586300.00' },
    introduction: '新建改建村卫生室九所，配齐基本诊疗设备与药柜。',
    ...{ submitted: -105, upto: 'stated', days: [-60, -15] },
    milestones: ['五所完成', '九所完成并验收'],
  }),
  demoProject(38, {
    ...{ ...pingtang, type: 'industry', name: '刺梨果园水肥一体化', budget: '5879600.00' },
    introduction: '为二千四百亩刺梨果园铺设滴灌与施肥系统，建蓄水池十二座。',
    ...{ submitted: -24, upto: 'L2', days: [34, 92] },
    milestones: ['蓄水池完成', '系统联调完成'],
  }),
  demoProject(39, {
    ...{ ...changshun, type: 'industry', name: '绿壳蛋鸡养殖小区', budget: '7385900.00' },
    introduction: '建标准鸡舍十六栋，存栏十二万羽，配粪污处理与分级包装。',
    ...{ submitted: -34, upto: 'L3', days: [18, 68] },
    milestones: ['鸡舍建成', '首批投产'],
    twists: [
      on(-11, { kind: 'register', leg: 'L4' }),
      on(-11, { kind: 'line', leg: 'L4', amount: 'transposed' }),
      on(-10, { kind: 'bank-return', leg: 'L4', amount: 'transposed' }),
      ...paid('L4', -8),
    ],
  }),
  demoProject(40, {
    ...{ ...changshun, type: 'infrastructure', name: '代化镇提灌站改造', budget: '3418700.00' },
    introduction: '更换水泵与管道，修复渠道四点七公里，恢复灌溉面积二千一百亩。',
    ...{ submitted: -38, upto: 'L1', days: [16, 62] },
    milestones: ['泵站改造完成', '渠道修复完成'],
    twists: [
      ...paid('L2', -17),
      on(-9, {
        kind: 'propose-write-off',
        leg: 'L2',
        text: '因跨行系统维护晚到账五日，已约谈经办，不影响后续。',
      }),
      on(-8, { kind: 'confirm-resolution', leg: 'L2' }),
      ...paid('L3', -7),
    ],
  }),
  demoProject(41, {
    ...{ ...changshun, type: 'living-environment', name: '代化镇垃圾焚烧替代转运', budget: '4263500.00' },
    introduction: '关停露天焚烧点三处，建压缩转运站一座并配车三辆。',
    ...{ submitted: 0, upto: 'submitted', days: [65, 125], bank: 'bank-yunling' },
    milestones: ['转运站完成', '焚烧点关停复绿'],
  }),
  demoProject(42, {
    ...{ ...shiqian, type: 'industry', name: '苔茶山乡民宿集群', budget: '6734800.00' },
    introduction: '改造闲置农房二十一栋为民宿，村集体占股三成，统一运营。',
    ...{ submitted: -46, upto: 'presented1', days: [4, 64] },
    milestones: ['首批九栋改造完成', '全部改造并开业'],
  }),
  demoProject(43, {
    ...{ ...shiqian, type: 'infrastructure', name: '国荣乡农产品仓储中心', budget: '5916200.00' },
    introduction: '建通风库二千平方米与装卸平台，配信息化台账。',
    ...{ submitted: -20, upto: 'submitted', days: [52, 118] },
    milestones: ['库体完成', '平台与系统启用'],
    twists: [
      on(-17, { kind: 'return', text: '预算中信息化部分缺询价依据，请补充三家报价。' }),
      on(-12, { kind: 'submit' }),
    ],
  }),
  demoProject(44, {
    ...{ ...shiqian, type: 'public-service', name: '国荣乡困难群众医疗互助站', budget: '1825600.00' },
    introduction: '设互助服务站四处，配巡诊车一辆与慢病随访设备。',
    ...{ submitted: -5, upto: 'approved', days: [40, 85] },
    milestones: ['站点设立', '巡诊车投用'],
  }),
];
