import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

const PACKAGES: { needs: string; debian: string[] }[] = [
  { needs: "/usr/bin/chromium", debian: ["chromium", "fonts-noto-core"] },
  { needs: "/usr/bin/ogrinfo", debian: ["gdal-bin"] },
];

/**
 * Before any contract or browser test: installs what they need and Debian has, failing loudly where
 * it may not, and builds the client that the real server serves.
 */
export default function setup(): void {
  installDebianPackages();
  execFileSync(process.execPath, ["scripts/build-client.ts"], {
    cwd: resolve(import.meta.dirname, ".."),
    stdio: "inherit",
  });
}

function installDebianPackages(): void {
  const missing = PACKAGES.filter(({ needs }) => !existsSync(needs)).flatMap(
    ({ debian }) => debian,
  );
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0)
    throw new Error(`The tests need: apt-get install -y ${missing.join(" ")} (run as root once)`);
  console.log(`Installing for the tests: ${missing.join(" ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  execFileSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
  execFileSync("apt-get", ["install", "-y", "-qq", ...missing], { stdio: "inherit", env });
}
