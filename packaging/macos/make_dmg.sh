#!/bin/bash
# A disk image for macOS from the bundle in dist/Fovea.app, signed and notarised where there is an identity:
#
#   python packaging/package.py --only bundle
#   packaging/macos/make_dmg.sh
#
# Run by a CI with macOS (packaging/ci/packages.yml); not run where the project is developed.
#
#   SIGNING_IDENTITY   "Developer ID Application: NAME (TEAM)", in the keychain; without it the signature is
#                      ad hoc: the app starts where it was built, and elsewhere after "Open anyway"
#   NOTARY_PROFILE     what `xcrun notarytool store-credentials` was given; without it nothing is notarised
set -euo pipefail
cd "$(dirname "$0")/../.."

app=dist/Fovea.app
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' core/__init__.py)
image="dist/Fovea-$version-$(uname -m).dmg"
identity=${SIGNING_IDENTITY:--}

# Inside out: a signature covers those of what it contains. The hardened runtime is what Apple notarises.
options=(--force --timestamp=none)
[[ $identity == - ]] || options=(--force --timestamp --options runtime)
find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
    xargs -0 codesign "${options[@]}" --sign "$identity"
codesign "${options[@]}" --entitlements packaging/macos/fovea.entitlements --sign "$identity" "$app"
codesign --verify --deep --strict "$app"

staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
cp -R "$app" "$staging/"
ln -s /Applications "$staging/Applications"
rm -f "$image"
hdiutil create -quiet -volname Fovea -srcfolder "$staging" -fs APFS -format ULMO "$image"

if [[ $identity != - ]]; then
    codesign --force --timestamp --sign "$identity" "$image"
fi
if [[ -n ${NOTARY_PROFILE:-} ]]; then
    # Apple looks at every executable file; what it objects to: xcrun notarytool log ID
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
echo "$image"
