import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

const PACKAGES: { needs: string; debian: string[] }[] = [
  { needs: "/usr/bin/chromium", debian: ["chromium", "fonts-noto-core"] },
  { needs: "/usr/bin/ogrinfo", debian: ["gdal-bin"] },
];

/** Installs what the browser tests need and Debian has; fails loudly where it may not. */
export default function setup(): void {
  const missing = PACKAGES.filter(({ needs }) => !existsSync(needs)).flatMap(
    ({ debian }) => debian,
  );
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0)
    throw new Error(
      `Browser tests need: apt-get install -y ${missing.join(" ")} (run as root once)`,
    );
  console.log(`Installing for the browser tests: ${missing.join(" ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  execFileSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
  execFileSync("apt-get", ["install", "-y", "-qq", ...missing], { stdio: "inherit", env });
}
