/** What the server says about delivered files. */
export const delivery: Record<string, string> = {
  "已上传，未装载": "uploaded, not loaded",
  已装载: "loaded",
  已被新批次替换: "replaced by a newer one",
  已撤销: "taken back",
  "随筛查上传，文件没有留存": "came with a screening, not kept",
  待改正: "to be mended",
  已改正: "mended",
  已重新装载: "loaded again",
  列数不对: "number of cells",
  必填项漏填: "left out",
  证件号码: "ID number",
  金额写法: "amount",
  数字写法: "number",
  日期写法: "date",
  不在可填的值内: "not among the words",
  区划代码: "division code",
  信用代码: "credit code",
  登记里没有: "not in the registry",
  文字: "text",
  "装载 {n} 行，隔离 {m} 行。下次筛查时算数。":
    "{n} rows loaded, {m} set aside. They count from the next screening on.",
  "这次装载停了下来，什么都没有改动": "The load was stopped; nothing has changed",
  "{table} 共 {n} 行，有 {bad} 行有问题，超过允许的 {share}%，没有装载；请看预览里的原因，退回部门改好再传":
    "{table}: {bad} of {n} rows are bad, more than {share}%; nothing was loaded. See the reasons in the preview and have the department mend them",
  "这个批次刚被别人处理过，请刷新": "Somebody else has just worked on this batch, reload",
  "和第 {n} 批是同一个文件，已经装载过，不用再装": "The same file as batch {n}, which is loaded already",
  "这个批次的原文件已按保存期限删除，请重新上传":
    "The file of this batch was deleted when its time was over, upload it again",
  "“{name}”不是任何一张表：文件名要以表名开头":
    "“{name}” is no table: the name of a file begins with its table's",
  "户和人的登记文件要和筛查一起上传：它的不同会成为变更申请":
    "Files of households and persons are uploaded with a screening: what differs becomes a change request",
  "{table}要由县里整表报送，乡镇不能单独传": "{table} comes whole, from the county, not from a town",
  "“{source}”没有存过这张表的对照": "“{source}” has no saved mapping of this table",
  "请给来源起个名字，如“医保局”": "Give the source a name",
  "“{name}”是{owner}的{table}，不是您的部门报送的表；一个文件也没有收下":
    "“{name}” is {table} of {owner}, not a table of your department; no file was taken",
  "{table}不是您的部门报送的表，不能存它的对照":
    "{table} is not a table of your department; its mapping was not saved",
  "已经撤销，并按没有这一批的数据重新筛查了一遍。": "Taken back, and screened again without its rows.",
  "这一批已经撤销；按没有它的数据重新筛查没有做成，请告诉县级经办":
    "This batch is taken back; screening again without it did not work, tell the county clerk",
  请写明为什么撤销: "Write why it is taken back",
  还没有改正的行: "No row has been mended yet",
  "这一行已经重新装载，不能再改": "This row has been loaded again and cannot be changed",
  "这一行还有问题，没有保存": "There is still something wrong with this row; it was not saved",
};
