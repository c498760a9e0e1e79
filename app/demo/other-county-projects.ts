/**
 * The projects of the other counties, among them one for each kind of difference, lapse and decision that the platform
 * knows. All invented.
 */
import type { DemoProject } from './demo-project';
import { demoProject } from './demo-project';
import { on, paid } from './demo-step';

const weining = { county: 'weining', implementer: 'weining-caohai' } as const;
const qinglong = { county: 'qinglong', implementer: 'qinglong-sanbao' } as const;
const congjiang = { county: 'congjiang', implementer: 'congjiang-jiamian' } as const;
const hezhang = { county: 'hezhang', implementer: 'hezhang-hezhen' } as const;
const wangmo = { county: 'wangmo', implementer: 'wangmo-jiaona' } as const;

export const otherCountyProjects: readonly DemoProject[] = [
  demoProject(12, {
    ...{ ...weining, type: 'industry', name: '洋芋良种繁育基地', budget: '8642300.00' },
    introduction: '建原种繁育网室四十座、贮藏窖六处，年供脱毒良种三千二百吨。',
    ...{ submitted: -60, upto: 'L3', days: [12, 75] },
    milestones: ['网室与贮藏窖建成', '首批良种交付'],
  }),
  demoProject(13, {
    ...{ ...weining, type: 'industry', name: '石门乡高山蔬菜冷藏库', budget: '6127800.00' },
    introduction: '建冷藏库容四千立方米及分拣线一条，解决六个村蔬菜集中上市难题。',
    ...{ submitted: -36, upto: 'L1', days: [26, 80] },
    milestones: ['库体与制冷机组安装', '分拣线投用'],
    twists: [...paid('L2', -15), ...paid('L3', -12)],
  }),
  demoProject(14, {
    ...{ ...weining, type: 'living-environment', name: '石门乡观景栈道二期', budget: '5275400.00' },
    introduction: '沿山脊新建栈道二点一公里及观景平台四处。',
    ...{ submitted: -33, upto: 'submitted', days: [60, 140] },
    milestones: ['栈道主体完成', '平台完成并验收'],
    twists: [on(-29, { kind: 'reject', text: '不属于基金投向，且与在建旅游项目重复，不予立项。' })],
  }),
  demoProject(15, {
    ...{ ...qinglong, type: 'industry', name: '高山茶园提质与管护', budget: '4386500.00' },
    introduction: '对一千五百亩幼龄茶园补植、施肥与绿色防控，建立管护台账到户。',
    ...{ submitted: -120, upto: 'accepted2', days: [-80, -40], bank: 'bank-yunling' },
    milestones: ['补植与首轮管护完成', '全年管护通过核验'],
  }),
  demoProject(16, {
    ...{ ...qinglong, type: 'infrastructure', name: '彝寨串户步道', budget: '2463900.00' },
    introduction: '铺设青石步道五点三公里，串联五个寨子，配排水沟与护栏。',
    ...{ submitted: -26, upto: 'L3', days: [22, 66] },
    milestones: ['三个寨子步道完成', '全部完成并验收'],
    twists: [on(-3, { kind: 'reversal', leg: 'L2' })],
  }),
  demoProject(17, {
    ...{ ...qinglong, type: 'public-service', name: '三宝乡文化活动室', budget: '1238600.00' },
    introduction: '改造旧仓库为文化活动室三百平方米，配图书与广播设备。',
    ...{ submitted: -40, upto: 'submitted', days: [30] },
    milestones: ['改造完成并启用'],
    twists: [on(-37, { kind: 'withdraw', text: '拟与乡镇综合服务中心合并申报。' })],
  }),
  demoProject(18, {
    ...{ ...congjiang, type: 'industry', name: '香禾糯稻示范基地', budget: '5762400.00' },
    introduction: '建设稻鱼鸭共生示范田八百六十亩，统一供种、统一收购与加工包装。',
    ...{ submitted: -40, upto: 'L4', days: [20, 90] },
    milestones: ['田间工程完成', '首季收割入库'],
  }),
  demoProject(19, {
    ...{ ...congjiang, type: 'public-service', name: '加勉乡集中供水改造', budget: '7918200.00' },
    introduction: '改造水厂一座，更换老旧管网十四公里，实现智能计量到户。',
    ...{ submitted: -28, upto: 'L3', days: [28, 88] },
    milestones: ['水厂改造完成', '管网更换完成'],
    twists: [
      on(-4, { kind: 'freeze', text: '群众反映管材型号与招标不符，冻结核查。' }),
      ...paid('L4', -2),
      on(-1, { kind: 'propose-lift', text: '经抽检管材合格，型号变更手续已补齐，建议解冻。' }),
    ],
  }),
  demoProject(20, {
    ...{
      ...congjiang,
      type: 'infrastructure',
      name: '梯田生产便道',
      budget: '3154700.00',
      approved: '2980000.00',
    },
    introduction: '修建梯田生产便道六点八公里及小型提灌站两座。',
    ...{ submitted: -11, upto: 'approved', days: [45, 100] },
    milestones: ['便道贯通', '提灌站通水'],
  }),
  demoProject(21, {
    ...{ ...hezhang, type: 'industry', name: '核桃初加工厂房', budget: '6893500.00' },
    introduction: '建去皮、烘烤、分级车间二千六百平方米，年加工核桃一千八百吨。',
    ...{ submitted: -50, upto: 'presented1', days: [5, 50] },
    milestones: ['厂房主体完成', '设备调试投产'],
    twists: [
      on(-1, {
        ...{ kind: 'opine', tranche: 1, decision: 'return' },
        text: '屋面防水未做闭水试验，照片拍摄日期不清，请补充后再报。',
      }),
    ],
  }),
  demoProject(22, {
    ...{ ...hezhang, type: 'infrastructure', name: '河镇通村公路安防', budget: '2735800.00' },
    introduction: '在临崖路段安装波形护栏十一公里，增设标志标线与减速带。',
    ...{ submitted: -15, upto: 'L1', days: [28, 70] },
    milestones: ['护栏安装过半', '全线完成并验收'],
    twists: [on(0, { kind: 'register', leg: 'L2' })],
  }),
  demoProject(23, {
    ...{ ...hezhang, type: 'public-service', name: '河镇乡寄宿制小学宿舍', budget: '5584300.00' },
    introduction: '新建四层学生宿舍一栋，床位二百八十个，配浴室与开水房。',
    ...{ submitted: -18, upto: 'L1', days: [40, 120] },
    milestones: ['主体封顶', '装修与验收完成'],
    twists: [on(-3, { kind: 'register', leg: 'L2' })],
  }),
  demoProject(24, {
    ...{ ...wangmo, type: 'industry', name: '山地油茶丰产林抚育', budget: '4927600.00' },
    introduction: '抚育改造油茶林三千亩，配水肥一体化设施，与农户按二八分成。',
    ...{ submitted: -60, upto: 'paid1', days: [-10, 40] },
    milestones: ['抚育一千八百亩', '抚育全部完成并验收'],
  }),
  demoProject(25, {
    ...{ ...wangmo, type: 'living-environment', name: '郊纳镇生活污水处理', budget: '8316400.00' },
    introduction: '建日处理五百吨污水站一座，收集管网九点一公里，出水达一级乙标准。',
    ...{ submitted: -44, upto: 'paid1', days: [1, 55] },
    milestones: ['站体完成', '管网接通并试运行'],
  }),
  demoProject(26, {
    ...{ ...wangmo, type: 'industry', name: '山地油茶丰产林抚育', budget: '3745200.00' },
    introduction: '抚育改造油茶林二千二百亩，修建作业道与蓄水池。',
    ...{ submitted: -2, upto: 'submitted', days: [50, 110], repeatsFileOf: 24 },
    milestones: ['抚育过半', '抚育完成并验收'],
  }),
];
