/** Photos of visits, meetings and the notice board. */
export const photo = {
  title: "照片",
  lead: "谁看过都有记录",
  none: "还没有照片",
  of: "拍的是",
  take: "拍照（{{of}}）",
  busy: "正在缩小照片",
  sent: "已传 {{n}} 张",
  waits: "{{n}} 张存在手机里",
  refused: "{{of}}照片没有收下：",
  forget: "删掉这张",
  nowhere: "没有网络，也没有把今天的活装进手机，照片没有存下。",
  noPicture: "这不是照片，或者手机打不开它，请重新拍。",
  visit: "拍下房子、票据；不拍人脸",
} as const;
