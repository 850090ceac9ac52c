import { describe, expect, it } from "vitest";
import { read } from "./api.ts";
import { picture } from "./picture.ts";
import { setting } from "./setting.ts";

const s = setting();

describe("a rotated cadre", () => {
  it("hands everything over in one step, after both lists were read", async () => {
    const admin = await s.as(s.who("sysadmin"));
    const { page } = admin;
    const { users } = await read<{
      users: { id: number; name: string; login: string; grants: { role: string }[] }[];
    }>(admin, "/api/users");
    const clerk = users.find((u) => u.grants.some((g) => g.role === "town_clerk"));
    if (!clerk) throw new Error("the demo has no town clerk");
    await page.goto("/users");
    await page.getByLabel("查姓名、账号、角色、地区").fill(clerk.login);
    await page.getByRole("button", { name: `移交 ${clerk.name}` }).click();
    const form = page.getByRole("dialog");
    await form.getByText("还没有选接手的人").waitFor();
    await form.getByRole("combobox").click();
    await page.locator(".ant-select-item-option").first().click();
    await form.getByText(/待办 \d+ 件，超期 \d+ 件/).waitFor();
    await form.getByRole("textbox", { name: /理由/ }).fill("轮换到别的乡镇");
    await admin.settled();
    await picture(admin, "handover");
    await form.getByRole("button", { name: "移交 1 个角色" }).click();
    await form.getByText(/的工作已经移交给/).waitFor();
    const after = await read<{ users: { id: number; grants: unknown[] }[] }>(admin, "/api/users");
    expect(after.users.find((u) => u.id === clerk.id)?.grants).toEqual([]);
  });
});
