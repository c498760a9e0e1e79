/**
 * The projects of the county in which the demo's story is told: whoever looks around as one of its offices finds work
 * that is due today, in two days and later, and something in every stage. All invented.
 */
import type { DemoProject } from './demo-project';
import { demoProject } from './demo-project';
import { on } from './demo-step';

const county = 'leishan';
const water = { county, implementer: 'leishan-qingyuan' } as const;
const roads = { county, implementer: 'leishan-luqiao' } as const;
const farming = { county, implementer: 'leishan-hesheng' } as const;

export const storyCountyProjects: readonly DemoProject[] = [
  demoProject(1, {
    ...{ ...water, type: 'public-service', name: '云脚村饮水安全巩固工程', budget: '12600000.00' },
    introduction: '新建取水点两处、高位水池三座，铺设管网二十六公里，解决六百四十一户季节性缺水。',
    ...{ submitted: -16, upto: 'L1', days: [25, 70, 110] },
    milestones: ['取水点与水池主体完成', '主管网铺设完成', '入户通水并水质达标'],
    twists: [
      on(-1, { kind: 'register', leg: 'L2' }),
      on(-1, { kind: 'line', leg: 'L2', amount: 'transposed' }),
    ],
  }),
  demoProject(2, {
    ...{ ...roads, type: 'infrastructure', name: '石板坡组通组路硬化', budget: '5436200.00' },
    introduction: '硬化通组路七点二公里，路面宽四点五米，配套边沟与错车道，惠及四个村民组。',
    ...{ submitted: -17, upto: 'L1', days: [30, 85] },
    milestones: ['路基与边沟完成', '路面硬化完成并交工验收'],
    twists: [
      on(-4, { kind: 'register', leg: 'L2', daysOff: -1 }),
      on(-4, { kind: 'line', leg: 'L2' }),
      on(-2, {
        ...{ kind: 'propose-correction', leg: 'L2' },
        text: '经办误录为提交网银当日，银行次日记账，按银行流水更正。',
      }),
    ],
  }),
  demoProject(3, {
    ...{ ...farming, type: 'industry', name: '高山中药材种植基地', budget: '18000000.00' },
    introduction: '流转坡地一千二百亩种植天麻、太子参，配套育苗棚与初加工车间，带动三百零六户务工。',
    ...{ submitted: -14, upto: 'L1', days: [30, 130, 280] },
    milestones: ['苗圃建成', '定植六百亩', '首批采收并验收'],
  }),
  demoProject(4, {
    ...{ ...roads, type: 'public-service', name: '河湾村卫生室改造', budget: '4812500.00' },
    introduction: '改扩建业务用房四百二十平方米，设诊室、治疗室、药房与远程会诊点。',
    ...{ submitted: -19, upto: 'L1', days: [18, 60] },
    milestones: ['主体改造完成', '设备安装并通过验收'],
    twists: [on(-5, { kind: 'line', leg: 'L2' })],
  }),
  demoProject(5, {
    ...{ ...farming, type: 'industry', name: '林下食用菌产业园', budget: '7236000.00' },
    introduction: '建菌棒车间一座、林下出菇点十八处，年产菌棒一百二十万棒，统一回收销售。',
    ...{ submitted: -8, upto: 'issued', days: [35, 95] },
    milestones: ['菌棒车间投产', '林下出菇点全部启用'],
  }),
  demoProject(6, {
    ...{ ...farming, type: 'industry', name: '茶园改造与初制加工车间', budget: '9827400.00' },
    introduction: '改造低产茶园八百亩，新建清洁化初制车间一座，统防统治并订单收购。',
    ...{ submitted: -9, upto: 'submitted', days: [60, 150] },
    milestones: ['茶园改造完成', '车间投产并试制合格'],
    twists: [on(-4, { kind: 'return', text: '缺少土地流转协议与车间用地预审意见，请补充后重新提交。' })],
  }),
  demoProject(7, {
    ...{ ...water, type: 'living-environment', name: '易地搬迁点垃圾转运站', budget: '3608300.00' },
    introduction: '新建日处理三十吨压缩式转运站一座，配车两辆，服务搬迁点九百一十二户。',
    ...{ submitted: -5, upto: 'submitted', days: [55, 120] },
    milestones: ['土建完成', '设备调试运行'],
  }),
  demoProject(8, {
    ...{ ...roads, type: 'public-service', name: '大塘镇中心小学食堂', budget: '2914600.00' },
    introduction: '新建两层食堂一千零五十平方米，可同时容纳六百名学生就餐，配明厨亮灶。',
    ...{ submitted: -75, upto: 'presented2', days: [-30, 6] },
    milestones: ['主体封顶', '装修完成并通过消防验收'],
  }),
  demoProject(9, {
    ...{ ...water, type: 'infrastructure', name: '河湾防洪堤加固', budget: '21536900.00' },
    introduction: '加固堤防三点四公里，新建排涝口五处，防洪标准提高到二十年一遇。',
    ...{ submitted: -140, upto: 'completed', days: [-95, -50] },
    milestones: ['堤身加固完成', '排涝口完成并验收'],
  }),
  demoProject(10, {
    ...{ ...roads, type: 'living-environment', name: '集镇道路照明与绿化', budget: '1986750.00' },
    introduction: '安装太阳能路灯三百二十盏，补植行道树六百株，改善集镇夜间出行。',
    ...{ submitted: -148, upto: 'closed', days: [-110, -60, -25] },
    milestones: ['灯杆基础完成', '路灯点亮', '绿化补植成活验收'],
  }),
  demoProject(11, {
    ...{ ...farming, type: 'infrastructure', name: '云脚村产业机耕道', budget: '6348100.00' },
    introduction: '新修机耕道九点六公里连通药材与茶叶基地，配套涵洞十一道。',
    ...{ submitted: -45, upto: 'agreed1', days: [3, 60] },
    milestones: ['路基贯通', '涵洞与路面完成'],
    twists: [on(-20, { kind: 'report', percent: 20, note: '清表与路基开挖过半，雨天影响工期三天。' })],
  }),
];
