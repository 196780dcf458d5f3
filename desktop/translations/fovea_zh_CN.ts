<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>1 good match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A short one, inside the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All around (equirectangular)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As good as the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By itself: {words}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared: {count} overlapping parts of the photo, with the encoder {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cylindrical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended the program that reads pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files beside photos; the photos themselves are there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds a short film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It meets {conditions}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its files stay where they are, untouched. Take its line out of what is left out to have it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave a drive out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the drive “{name}” out of Fovea?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live photo, with film: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matches {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needed too much memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in this photo is clearly like {asked} (similarity {whole}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing really matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing really matches – these come nearest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to compare with yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of a kind Fovea can&apos;t read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the same series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline: its drive or folder is not there now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the first {count} pictures were taken: more do not make a clearer question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panorama</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes {filters}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from Fovea</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove “{name}” from Fovea?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same picture, other details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set aside, because Fovea ended while reading them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpness {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Similarity {similarity}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Similarity {similarity}: number {place} by looks alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still being written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text in photos; the photos themselves are there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is only a web address, and Fovea never opens network connections. Copy the picture itself in the browser and paste it here, or save it and drag the file in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best {shown} of {photos}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The drives that are mounted in it go with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files stay where they are, untouched. Fovea forgets what it knows of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo as a whole is like {asked} (similarity {whole}); no part of it stands out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo is offline: its thumbnail was looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The strongest match for {asked} is {where} (similarity {part}, of the whole photo {whole}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture in that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This encoder does not understand {language}, and none that is known does. English words find more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This encoder does not understand {language}. {encoder} does, and can be installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This encoder does not understand {language}. {encoder} does, and is installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weaker matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With RAW: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words of it stand {places}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a drive of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the bottom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compressed less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>encoder “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in its album “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in its caption “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in its folder “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in its name “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in its place “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in its tags “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in its title “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the lower left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the lower right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the upper left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the upper right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the writing in the picture “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has the RAW</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has words or stars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is older</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it names its camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its drive is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>links are followed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in a folder of copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken in {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken {date} in {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the camera&apos;s own format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the sharpest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} folded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} good matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{date} (date of the file)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{date} (from a file beside it)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{files} in the trash, {size}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{files}, {size} could be freed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{language} is not understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{length} mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ms} ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} can&apos;t be read: it is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{photos}, best first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{photos}, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{photos}, {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tag}: Fovea thinks so, and can&apos;t say how surely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tag}: Fovea thinks so, {share} % sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tag}: the file says so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tag}: your tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{width} × {height}, {format}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” among its tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” in its caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” in its name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” in its title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” in the name of an album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” in the name of its folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” in the name of its place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” in the text in the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{words}” and your pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{words}” looked for as “{english}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Fovea</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoder in use: {encoder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds your own photos from the words you would use, or from another picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fovea {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence: Apache 2.0. Encoders have licences of their own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing leaves this computer, and your photos are never changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>About Fovea</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About this photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicates…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoders…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that could not be read…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find similar photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold photos that look the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for changes now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause indexing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read text in photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search by a picture file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search by the picture in the clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the ones like it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Square thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why this one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ActivityBar</name>
    <message>
        <source>Getting ready to read photos…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on indexing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexing stopped. {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking through your folders… {found} found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause indexing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused. Text still to be read in {left}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused. {left} still to be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of indexing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading photos: {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the text in photos: {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by another Fovea</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for the encoder “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{files} could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{photos}, up to date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rate} photos/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BalanceSlider</name>
    <message>
        <source>What counts more: the words (left) or the picture (right)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words or picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DuplicatesDialog</name>
    <message>
        <source>&amp;Keep only this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files of the group; Space marks one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that show one picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the &amp;trash…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move {files} to the &amp;trash… ({size})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move {files} to the trash? “{name}” stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was found yet. Still to be compared: {photos}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was found: each photo is there once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was found: no photos were taken one right after another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos taken one after another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still to be compared: {photos}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best file of each group comes first. Exact copies are marked to go; click on the mark, or press Space, to change that. Nothing goes before you say so, and then it goes to the trash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are back where they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder where your photos are. Fovea looks at each picture once, in the background, and you can search while it does.

Everything stays on this computer: nothing is uploaded, and your photos are never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find your photos by describing them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fovea found no pictures it can read there. Is it the right folder? Is its drive connected?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photo is like that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photos to compare yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading your photos…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the folders…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a condition away with the cross beside it in the search box, or change the words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photos are still being read. Results appear as soon as the first ones are done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no photos in your folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They appear here as they are read. You can search them at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EncoderCommands</name>
    <message>
        <source>Checking the encoder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its checksums were not known beforehand; they were noted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing “{title}”…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The change was cancelled. “{title}” goes on answering.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download was stopped. What has arrived is kept for the next time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photos are being encoded for “{title}”. “{present}” answers until all photos are encoded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying out “{title}”…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is in the library now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{title}” answers from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{title}” is in the library now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{title}” was removed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EncoderDetails</name>
    <message>
        <source>All is here; trying it out…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking {source}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading: {arrived}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Languages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos encoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the installation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taking the files over: {arrived}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EncoderList</name>
    <message>
        <source>Can be had</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often the right photo comes first when it is described (recall@1). Compare only numbers of the same photos.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Languages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right photo first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EncodersDialog</name>
    <message>
        <source>About the chosen encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An encoder is what understands your pictures and your words. Another one may find better, or understand your language. While a new one is being prepared, the present one answers. Nothing is downloaded unless you ask for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of an encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder with the files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexing is paused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not while photos are being read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos are encoded on the {device}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take an encoder that lies in a folder on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which device encodes is shown here as soon as photos are encoded.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FailuresDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything else is in the library. A file is tried again by itself when it changes. Double-click one to see it in its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What helps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{files} could not be read</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterChip</name>
    <message>
        <source>Take {form} as plain words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{words}” was understood as {form}. The cross takes it as plain words.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>What was understood</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderCommands</name>
    <message>
        <source>Added {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder with photos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FoldersDialog</name>
    <message>
        <source>Add a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders with your photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow symbolic links in this folder, also to places outside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fovea reads the pictures in these folders and all folders inside them. It changes nothing there. New, moved and deleted photos are followed by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave this drive out…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from Fovea…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which files and folders are left alone everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is left out…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IndexerClient</name>
    <message>
        <source>The indexer ended unexpectedly; it is started again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InstallDialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have read the licence and agree to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have the files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install an encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install “{title}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Languages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not every file&apos;s checksum is known beforehand: they are noted now, and checked from then on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take them from a folder on this computer, as they were downloaded by hand</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LeaveOutDialog</name>
    <message>
        <source> kB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files and folders that match one of these lines are left alone, in all folders of the library. The lines are written as in a .gitignore file; large and small letters are alike. Hidden folders, recycle bins and the previews of other programs are left alone anyway.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide pictures whose shorter side is below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out files smaller than</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {number}: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file is touched. What was left out comes back when you let it in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One pattern a line; now there is none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What Fovea leaves out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is left out, one pattern a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all PNG files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>but not this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every folder of this name, with all that is in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just this one, counted from a folder of the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{photos} hidden now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LibraryCommands</name>
    <message>
        <source>Everything stays on this computer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the thumbnails (Ctrl and the wheel)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Fovea</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MendingDialog</name>
    <message>
        <source>Mend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalogue can&apos;t be read ({problem}). There is a good backup of {date}. Photos that were found since then are taken in again by themselves; what you changed in Fovea since then is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the backup of {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What photos are found by can&apos;t be read ({problem}). It can be made again: nothing is lost, but all photos are read once more, and until then not all are found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What photos are found by can&apos;t be read ({problem}). There is a good backup of {date}, and what is newer is made again: nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your photos are not touched. The damaged file is kept in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoCommands</name>
    <message>
        <source>No program could open {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program could show the folder {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the first {count} photos were opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is offline: its drive or folder is not there now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoDialog</name>
    <message>
        <source>About this photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Film of this live photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found because</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline: its drive or folder is not there now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panorama</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RAW beside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seems to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text in the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is known of this photo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoModel</name>
    <message>
        <source>1 more that looks the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This photo is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} more that look the same</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureChip</name>
    <message>
        <source>Fewer photos like {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less like this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More like this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More photos like {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos like this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos like {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the picture {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureChips</name>
    <message>
        <source>+{count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More pictures and marks than fit here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureCommands</name>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add {names} to your library, so that you can search the photos in it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures ({kinds})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search by a picture file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The box is full: take a picture out of it first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Add words: “but in snow”, “-people”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the search (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Describe a photo, or drop a picture here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search your photos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TagChip</name>
    <message>
        <source>It is not so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tag}: it is not so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tag}: it is so</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TagEditor</name>
    <message>
        <source>Dashed: what Fovea thinks. A click says yes, the cross says no.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This photo is gone: it is not in the library any more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TagField</name>
    <message>
        <source>Add a tag</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>Done again: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Back to all photos (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find similar photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen (F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next photo (Right)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous photo (Left)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This photo is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This photo is offline: its drive or folder is not there now.
This is its thumbnail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why this one (W)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhyBar</name>
    <message>
        <source>less like it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhyCommand</name>
    <message>
        <source>Looking closely…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was asked for: type words or drop a picture first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>box</name>
    <message>
        <source>Its files ({size}) are deleted from the library, and what it knows of {photos}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove an encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove “{title}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To use it again, the photos have to be encoded again. They are not touched.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>encoder_wording</name>
    <message>
        <source>All photos are encoded, and new ones go on being: it can answer at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An encoder of your own, “{name}”, with {count} dimensions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers your questions. {done}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being prepared, {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being prepared: {done}. “{answering}” answers until all are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can be downloaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comes with Fovea</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comes with Fovea. Small and quick on any computer; knows everyday scenes and common things.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coming, {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fovea&apos;s own, version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has to be exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here, but not in use. {done}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not calibrated: when nothing really matches can only be guessed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not commercial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known. “fovea encoders evaluate” measures it on captions of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready to answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The right photo comes first for {first} % of all descriptions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The right photo comes first for {first} % of all descriptions, among the first ten for {ten} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no ready files of it. Make them with “{command}”, then choose “From a folder…”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unclear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {photos} encoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} + {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: not for commercial use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: whether it may be used commercially is not said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} % ({benchmark})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} % mean ({benchmark})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{said}; measured with {benchmark}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{said}; published for {benchmark}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>1 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details are in the log file fovea.log of the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside Fovea.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {hours} h {minutes} min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {minutes} min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} photos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
