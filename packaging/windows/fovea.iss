; An installer for Windows, by Inno Setup 6 (https://jrsoftware.org/isinfo.php), from the bundle in dist\fovea:
;
;   python packaging\package.py --only bundle
;   iscc /DVersion=0.1.0 packaging\windows\fovea.iss
;
; Run by a CI with Windows (packaging/ci/packages.yml); not run where the project is developed.
; For one person by default, without an administrator; "Open with" is offered, never taken over.

#ifndef Version
  #error Say /DVersion=..., the one of core/__init__.py
#endif

[Setup]
AppId={{6E0E2B53-6B1C-4B0E-9E55-2F6B1F1D7A41}
AppName=Fovea
AppVersion={#Version}
AppPublisher=The Fovea developers
AppPublisherURL=https://github.com/fovea-photos/fovea
DefaultDirName={autopf}\Fovea
DefaultGroupName=Fovea
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\fovea.ico
UninstallDisplayIcon={app}\fovea-window.exe
OutputDir=..\..\dist
OutputBaseFilename=Fovea-{#Version}-x64-setup
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
ChangesEnvironment=yes
; The window holds this while it is open, so that files in use are asked about, not broken.
CloseApplications=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked
Name: "path"; Description: "Add the command fovea to PATH"; Flags: unchecked

[Files]
Source: "..\..\dist\fovea\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; Nothing of an older version may be imported by a newer one.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\Fovea"; Filename: "{app}\fovea-window.exe"
Name: "{autodesktop}\Fovea"; Filename: "{app}\fovea-window.exe"; Tasks: desktopicon

[Registry]
; "Open with" for pictures and folders; what opens them now stays as it is.
Root: HKA; Subkey: "Software\Classes\Applications\fovea-window.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "Fovea"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\fovea-window.exe\shell\open\command"; ValueType: string; ValueData: """{app}\fovea-window.exe"" ""%1"""; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\fovea-window.exe\SupportedTypes"; ValueType: string; ValueName: ".jpg"; ValueData: ""; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\fovea-window.exe\SupportedTypes"; ValueType: string; ValueName: ".jpeg"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\fovea-window.exe\SupportedTypes"; ValueType: string; ValueName: ".png"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\fovea-window.exe\SupportedTypes"; ValueType: string; ValueName: ".webp"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\fovea-window.exe\SupportedTypes"; ValueType: string; ValueName: ".heic"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\fovea-window.exe\SupportedTypes"; ValueType: string; ValueName: ".avif"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\fovea-window.exe\SupportedTypes"; ValueType: string; ValueName: ".tif"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\fovea-window.exe\SupportedTypes"; ValueType: string; ValueName: ".tiff"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Directory\shell\Fovea"; ValueType: string; ValueData: "Search the photos here with Fovea"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Directory\shell\Fovea"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\fovea-window.exe"
Root: HKA; Subkey: "Software\Classes\Directory\shell\Fovea\command"; ValueType: string; ValueData: """{app}\fovea-window.exe"" ""%1"""; Flags: uninsdeletekey
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: PathLacks('{app}')

[Run]
Filename: "{app}\fovea-window.exe"; Description: "{cm:LaunchProgram,Fovea}"; Flags: nowait postinstall skipifsilent

; The library (%LOCALAPPDATA%\fovea) is a person's own and stays when Fovea is removed.

[Code]
function PathLacks(Folder: string): Boolean;
var
  Path: string;
begin
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Path) then
    Path := '';
  Result := Pos(';' + Uppercase(ExpandConstant(Folder)) + ';', ';' + Uppercase(Path) + ';') = 0;
end;
