<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>&quot;happy birthday&quot;</source>
        <translation>&quot;生日快乐&quot;</translation>
    </message>
    <message>
        <source>&quot;may&quot; flowers</source>
        <translation>&quot;五月&quot; 花</translation>
    </message>
    <message>
        <source>(And {count} more.)</source>
        <translation>（还有 {count} 个。）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 个文件</translation>
    </message>
    <message>
        <source>1 good match</source>
        <translation>1 张相符</translation>
    </message>
    <message>
        <source>1 group</source>
        <translation>1 组</translation>
    </message>
    <message>
        <source>1 photo</source>
        <translation>1 张照片</translation>
    </message>
    <message>
        <source>1 star</source>
        <translation>1 星</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>A file format</source>
        <translation>文件格式</translation>
    </message>
    <message>
        <source>A minus: photos with that come last</source>
        <translation>减号：含有它的照片排在最后</translation>
    </message>
    <message>
        <source>A short one, inside the photo</source>
        <translation>照片内含的短片</translation>
    </message>
    <message>
        <source>A tag you gave, or that the files bring along; also #tag</source>
        <translation>您加的或文件自带的标签；也可以写 #标签</translation>
    </message>
    <message>
        <source>A town, a region or a country</source>
        <translation>城市、地区或国家</translation>
    </message>
    <message>
        <source>A town, a region or a country, where photos know where they were taken</source>
        <translation>城市、地区或国家（照片记录了拍摄地点时）</translation>
    </message>
    <message>
        <source>A year; also 2015-2019, the nineties</source>
        <translation>某一年；也可以写 2015-2019、九十年代</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Album</source>
        <translation>相册</translation>
    </message>
    <message>
        <source>Album “{name}” made</source>
        <translation>已新建相册“{name}”</translation>
    </message>
    <message>
        <source>Album “{name}” made of {photos}</source>
        <translation>已用 {photos}新建相册“{name}”</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>相册</translation>
    </message>
    <message>
        <source>All around (equirectangular)</source>
        <translation>360° 全景（等距柱状投影）</translation>
    </message>
    <message>
        <source>All photos are encoded, and new ones go on being: it can answer at once.</source>
        <translation>所有照片都已编码，新照片也会继续编码：可以立即应答。</translation>
    </message>
    <message>
        <source>All photos would have to be looked at again, which takes hours</source>
        <translation>所有照片都要重新分析，需要几个小时</translation>
    </message>
    <message>
        <source>All tags…</source>
        <translation>所有标签…</translation>
    </message>
    <message>
        <source>All that Fovea knows lies in one folder of yours. Your photos are not in it, and stay where they are.</source>
        <translation>Fovea 所知道的一切都保存在您的一个文件夹里。照片不在其中，仍在原来的位置。</translation>
    </message>
    <message>
        <source>Already favourites</source>
        <translation>已经收藏过了</translation>
    </message>
    <message>
        <source>Already in “{name}”</source>
        <translation>已经在“{name}”里</translation>
    </message>
    <message>
        <source>Also: portraits, landscapes, panoramas, RAW, live photos, GIFs</source>
        <translation>还有：竖屏照片、横屏照片、全景照片、RAW、实况照片、动图</translation>
    </message>
    <message>
        <source>Also: yesterday, in May, Christmas, on Sundays, at night</source>
        <translation>还有：昨天、五月、圣诞节、星期天、晚上</translation>
    </message>
    <message>
        <source>Among them, as they belong to the photos: {names}.</source>
        <translation>其中包括照片的附带文件：{names}。</translation>
    </message>
    <message>
        <source>An encoder is what understands your pictures and your words. Another one may find better, or understand your language. While a new one is being prepared, the present one answers. Nothing is downloaded unless you ask for it.</source>
        <translation>编码器负责理解图片和文字。换一个编码器，也许找得更准，也许能听懂您的语言。新编码器准备期间，仍由现有的编码器应答。未经您同意，不会下载任何内容。</translation>
    </message>
    <message>
        <source>An encoder of your own, “{name}”, with {count} dimensions.</source>
        <translation>您自己的编码器“{name}”，{count} 维。</translation>
    </message>
    <message>
        <source>Another version</source>
        <translation>另一个版本</translation>
    </message>
    <message>
        <source>Answers now</source>
        <translation>正在使用</translation>
    </message>
    <message>
        <source>Answers your questions. {done}.</source>
        <translation>正在应答您的搜索。{done}。</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>As far as that around it</source>
        <translation>周围这么远的范围内</translation>
    </message>
    <message>
        <source>As good as the next</source>
        <translation>与下一个不相上下</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Being prepared, {percent} %</source>
        <translation>准备中，{percent}%</translation>
    </message>
    <message>
        <source>Being prepared: {done}. “{answering}” answers until all are.</source>
        <translation>准备中：{done}。全部完成之前，仍由“{answering}”应答。</translation>
    </message>
    <message>
        <source>Best: {why}</source>
        <translation>最佳：{why}</translation>
    </message>
    <message>
        <source>By itself: {words}.</source>
        <translation>逐词来看：{words}。</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Cameras and files</source>
        <translation>相机和文件</translation>
    </message>
    <message>
        <source>Can be downloaded</source>
        <translation>可下载</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Comes with Fovea</source>
        <translation>随 Fovea 附带</translation>
    </message>
    <message>
        <source>Comes with Fovea. Small and quick on any computer; knows everyday scenes and common things.</source>
        <translation>随 Fovea 附带。小巧，在任何电脑上都很快；认识日常场景和常见事物。</translation>
    </message>
    <message>
        <source>Coming, {percent} %</source>
        <translation>正在安装，{percent}%</translation>
    </message>
    <message>
        <source>Compared: {count} overlapping parts of the photo, with the encoder {name}.</source>
        <translation>用编码器 {name} 比较了照片的 {count} 个相互重叠的区域。</translation>
    </message>
    <message>
        <source>Could not be opened</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <source>Cylindrical</source>
        <translation>圆柱投影</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>Describe it as you would to a friend; the best come first</source>
        <translation>像对朋友说话那样描述，最相符的排在最前</translation>
    </message>
    <message>
        <source>Details are in the log file fovea.log of the library.</source>
        <translation>详情见资料库中的日志文件 fovea.log。</translation>
    </message>
    <message>
        <source>Details for reports of problems</source>
        <translation>用于反馈问题的详细记录</translation>
    </message>
    <message>
        <source>Different photos, taken one right after another. The sharpest comes first; nothing is marked.</source>
        <translation>连续拍下的不同照片。最清晰的排在最前，未做任何标记。</translation>
    </message>
    <message>
        <source>Dogs at the seaside</source>
        <translation>内容：海边、狗</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复照片</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Either will do; OR in capitals</source>
        <translation>符合其一即可；OR 要大写</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空文件</translation>
    </message>
    <message>
        <source>Encoders</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Ended the program that reads pictures</source>
        <translation>导致图片读取程序退出</translation>
    </message>
    <message>
        <source>Everything else is in the library. A file is tried again by itself when it changes. Double-click one, or press Enter, to see it in its folder.</source>
        <translation>其他文件都已在资料库中。文件有变动时会自动重试。双击或按回车键，即可在文件夹中查看。</translation>
    </message>
    <message>
        <source>Exact copies</source>
        <translation>完全相同</translation>
    </message>
    <message>
        <source>Exact copy</source>
        <translation>完全相同的副本</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>曝光</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Files beside photos; the photos themselves are there</source>
        <translation>照片旁边的文件（照片本身没有问题）</translation>
    </message>
    <message>
        <source>Files that are the same byte for byte. All but the best are marked to go.</source>
        <translation>逐字节相同的文件。除最佳的一个外，其余都已标记为移除。</translation>
    </message>
    <message>
        <source>Files that could not be read</source>
        <translation>无法读取的文件</translation>
    </message>
    <message>
        <source>Files with the same picture, but other words, dates or stars in them. All but the best are marked to go; what you said of them in Fovea is handed on to the one that stays.</source>
        <translation>画面相同，但文字、日期或星级不同的文件。除最佳的一个外，其余都已标记为移除；您在 Fovea 中添加的信息会转给保留的那个。</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>短片</translation>
    </message>
    <message>
        <source>Flowers in the summer of {year}</source>
        <translation>内容：花；时间：{year} 年夏天</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folders with your photos</source>
        <translation>存放照片的文件夹</translation>
    </message>
    <message>
        <source>Four stars and more; rating:none has none, rating:-1 is rejected</source>
        <translation>四星及以上；rating:none 为未评星，rating:-1 为已淘汰</translation>
    </message>
    <message>
        <source>Fovea looks at each photo once, beside whatever else this computer does, and lets other programs go first. You can search all the while.</source>
        <translation>Fovea 在后台把每张照片看一遍，并让其他程序优先。期间随时可以搜索。</translation>
    </message>
    <message>
        <source>Fovea&apos;s own, version {version}</source>
        <translation>Fovea 内置，版本 {version}</translation>
    </message>
    <message>
        <source>Getting ready to read photos…</source>
        <translation>正在准备读取照片…</translation>
    </message>
    <message>
        <source>Has to be exported</source>
        <translation>需要先导出</translation>
    </message>
    <message>
        <source>Here, but not in use. {done}.</source>
        <translation>已在资料库中，未使用。{done}。</translation>
    </message>
    <message>
        <source>Holds a short film</source>
        <translation>内含短片</translation>
    </message>
    <message>
        <source>Holds a short film: play it in another program</source>
        <translation>内含短片：用其他程序播放</translation>
    </message>
    <message>
        <source>In Chinese</source>
        <translation>整句来说</translation>
    </message>
    <message>
        <source>In photos</source>
        <translation>照片内容</translation>
    </message>
    <message>
        <source>In the library</source>
        <translation>在资料库中</translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>索引</translation>
    </message>
    <message>
        <source>It meets {conditions}.</source>
        <translation>符合条件：{conditions}。</translation>
    </message>
    <message>
        <source>It stands beside {files}.</source>
        <translation>已写在 {files}旁边。</translation>
    </message>
    <message>
        <source>It turns a date, place or tag round, too</source>
        <translation>也可以排除日期、地点或标签</translation>
    </message>
    <message>
        <source>Its files ({size}) are deleted from the library, and what it knows of {photos}.</source>
        <translation>它的文件（{size}）以及它对 {photos}的了解都会从资料库中删除。</translation>
    </message>
    <message>
        <source>Its files stay where they are, untouched. Take its line out of what is left out to have it back.</source>
        <translation>其中的文件留在原处，不受影响。要恢复，请在“忽略项”中删去对应的一行。</translation>
    </message>
    <message>
        <source>Joining and leaving out</source>
        <translation>组合与排除</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Large files</source>
        <translation>大文件</translation>
    </message>
    <message>
        <source>Leave a drive out</source>
        <translation>忽略硬盘</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Leave the drive “{name}” out of Fovea?</source>
        <translation>要让 Fovea 忽略硬盘“{name}”吗？</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>镜头</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>资料库</translation>
    </message>
    <message>
        <source>Library and window</source>
        <translation>资料库和窗口</translation>
    </message>
    <message>
        <source>Live photo</source>
        <translation>实况照片</translation>
    </message>
    <message>
        <source>Live photo, with film: {name}</source>
        <translation>实况照片，附短片：{name}</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Looking through your folders… {found} found</source>
        <translation>正在查看文件夹… 已找到 {found}</translation>
    </message>
    <message>
        <source>Lost: which photos there are, and what you said of them</source>
        <translation>将失去：照片清单，以及您添加的信息</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>Made again as photos are looked at; those on drives that are away show no picture</source>
        <translation>浏览照片时重新生成；未连接硬盘上的照片将没有缩略图</translation>
    </message>
    <message>
        <source>Made again by itself</source>
        <translation>会自动重新生成</translation>
    </message>
    <message>
        <source>Made again by itself, in a moment</source>
        <translation>会自动重新生成，只需片刻</translation>
    </message>
    <message>
        <source>Matches {words}</source>
        <translation>匹配：{words}</translation>
    </message>
    <message>
        <source>Needed too much memory</source>
        <translation>占用内存过多</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>无日期</translation>
    </message>
    <message>
        <source>No favourites already</source>
        <translation>本来就没有收藏</translation>
    </message>
    <message>
        <source>No photo is there twice: nothing to tidy up.</source>
        <translation>没有完全相同的照片，无需整理。</translation>
    </message>
    <message>
        <source>No photos were taken one right after another.</source>
        <translation>没有连拍的照片。</translation>
    </message>
    <message>
        <source>No picture is there in other sizes or edits.</source>
        <translation>没有同一画面的其他尺寸或编辑版本。</translation>
    </message>
    <message>
        <source>No picture is there twice with other details.</source>
        <translation>没有画面相同而信息不同的照片。</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>清除星级</translation>
    </message>
    <message>
        <source>No stars to take away</source>
        <translation>本来就没有星级</translation>
    </message>
    <message>
        <source>None of them is in “{name}”</source>
        <translation>都不在“{name}”里</translation>
    </message>
    <message>
        <source>None of them is tagged “{name}”</source>
        <translation>都没有标签“{name}”</translation>
    </message>
    <message>
        <source>Not a picture</source>
        <translation>不是图片</translation>
    </message>
    <message>
        <source>Not calibrated: when nothing really matches can only be guessed.</source>
        <translation>未校准：是否真正相符只能靠估计。</translation>
    </message>
    <message>
        <source>Not commercial</source>
        <translation>不可商用</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Not known. “fovea encoders evaluate” measures it on captions of your own.</source>
        <translation>未知。可用“fovea encoders evaluate”在您自己的说明文字上测量。</translation>
    </message>
    <message>
        <source>Not on this computer.</source>
        <translation>不在这台电脑上。</translation>
    </message>
    <message>
        <source>Nothing in this photo is clearly like {asked} (similarity {whole}).</source>
        <translation>这张照片里没有明显与{asked}相符的内容（相似度 {whole}）。</translation>
    </message>
    <message>
        <source>Nothing really matches</source>
        <translation>没有真正相符的照片</translation>
    </message>
    <message>
        <source>Nothing really matches – these come nearest</source>
        <translation>没有真正相符的照片，以下最为接近</translation>
    </message>
    <message>
        <source>Nothing to compare with yet</source>
        <translation>还没有可供比对的照片</translation>
    </message>
    <message>
        <source>Nothing was found yet.</source>
        <translation>还没有找到。</translation>
    </message>
    <message>
        <source>Of a kind Fovea can&apos;t read</source>
        <translation>Fovea 不支持的类型</translation>
    </message>
    <message>
        <source>Of the same series</source>
        <translation>同一组连拍</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Offline: its drive or folder is not there now</source>
        <translation>离线：所在的硬盘或文件夹现在不可用</translation>
    </message>
    <message>
        <source>Offline: {problem}</source>
        <translation>离线：{problem}</translation>
    </message>
    <message>
        <source>One picture in several sizes, formats or edits. Nothing is marked: look at what differs, then press K to keep only the chosen one.</source>
        <translation>同一画面的不同尺寸、格式或编辑版本。未做任何标记：请查看差别，再按 K 只保留选中的一个。</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Only the first {count} pictures were taken: more do not make a clearer question.</source>
        <translation>只采用了前 {count} 张图片：再多也不会让搜索更准确。</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Other programs</source>
        <translation>其他程序</translation>
    </message>
    <message>
        <source>Panorama</source>
        <translation>全景照片</translation>
    </message>
    <message>
        <source>Part of a file&apos;s name; in: for a folder</source>
        <translation>文件名的一部分；文件夹用 in:</translation>
    </message>
    <message>
        <source>Passes {filters}</source>
        <translation>符合筛选条件：{filters}</translation>
    </message>
    <message>
        <source>Paused. Text still to be read in {left}</source>
        <translation>已暂停。还有 {left}的文字待读取</translation>
    </message>
    <message>
        <source>Paused. {left} still to be read</source>
        <translation>已暂停。还有 {left}待读取</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Play the film beside it: {name}</source>
        <translation>播放附带的短片：{name}</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Quotes keep a word from being taken for a date or place</source>
        <translation>加引号的词不会被当作日期或地点</translation>
    </message>
    <message>
        <source>RAW</source>
        <translation>RAW</translation>
    </message>
    <message>
        <source>Rated {stars} already</source>
        <translation>已经是 {stars}</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>星级</translation>
    </message>
    <message>
        <source>Reading photos: {done} of {total}</source>
        <translation>正在读取照片：{done}/{total}</translation>
    </message>
    <message>
        <source>Reading the text in photos: {done} of {total}</source>
        <translation>正在读取照片里的文字：{done}/{total}</translation>
    </message>
    <message>
        <source>Ready to answer</source>
        <translation>可以使用</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近搜索</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>最近添加</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已淘汰</translation>
    </message>
    <message>
        <source>Rejected already</source>
        <translation>已经淘汰过了</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove a folder</source>
        <translation>移除文件夹</translation>
    </message>
    <message>
        <source>Remove an encoder</source>
        <translation>移除编码器</translation>
    </message>
    <message>
        <source>Remove from Fovea</source>
        <translation>从 Fovea 移除</translation>
    </message>
    <message>
        <source>Remove “{name}” from Fovea?</source>
        <translation>要从 Fovea 移除“{name}”吗？</translation>
    </message>
    <message>
        <source>Remove “{title}”?</source>
        <translation>要移除“{title}”吗？</translation>
    </message>
    <message>
        <source>Removed on the page about encoders</source>
        <translation>请在“编码器”页移除</translation>
    </message>
    <message>
        <source>Resting until other programs need the computer less</source>
        <translation>休息中：等其他程序空闲下来再继续</translation>
    </message>
    <message>
        <source>Resting: photos are read when the computer is plugged in again</source>
        <translation>休息中：接通电源后继续读取照片</translation>
    </message>
    <message>
        <source>Same picture</source>
        <translation>画面相同</translation>
    </message>
    <message>
        <source>Same picture, other details</source>
        <translation>画面相同，信息不同</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存的搜索</translation>
    </message>
    <message>
        <source>Saved search “{name}” deleted</source>
        <translation>已删除保存的搜索“{name}”</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>保存的搜索</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search index</source>
        <translation>搜索索引</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>连拍</translation>
    </message>
    <message>
        <source>Set aside, because Fovea ended while reading them</source>
        <translation>已搁置：读取时 Fovea 意外退出</translation>
    </message>
    <message>
        <source>Sharpness {percent} %</source>
        <translation>清晰度 {percent}%</translation>
    </message>
    <message>
        <source>Similarity {similarity}</source>
        <translation>相似度 {similarity}</translation>
    </message>
    <message>
        <source>Similarity {similarity}: number {place} by looks alone</source>
        <translation>相似度 {similarity}，只看画面排第 {place}</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Small pictures</source>
        <translation>缩略图</translation>
    </message>
    <message>
        <source>Smaller sizes, other formats and edits of these pictures go.</source>
        <translation>这些照片的较小尺寸、其他格式和编辑版本将被移走。</translation>
    </message>
    <message>
        <source>Snowy mountains, without people</source>
        <translation>内容：雪山；有人的照片排在最后</translation>
    </message>
    <message>
        <source>Something went wrong inside Fovea.</source>
        <translation>Fovea 内部出错。</translation>
    </message>
    <message>
        <source>Stars taken from {photos}</source>
        <translation>已清除 {photos}的星级</translation>
    </message>
    <message>
        <source>Still being written</source>
        <translation>仍在写入</translation>
    </message>
    <message>
        <source>Still to be compared: {photos}.</source>
        <translation>还有 {photos}待比较。</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tag “{name}” taken from {photos}</source>
        <translation>已从 {photos}移除标签“{name}”</translation>
    </message>
    <message>
        <source>Tagged “{name}” already</source>
        <translation>已经有标签“{name}”</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>拍摄时间</translation>
    </message>
    <message>
        <source>Taken with it; lens: for the lens</source>
        <translation>用它拍摄的照片；镜头用 lens:</translation>
    </message>
    <message>
        <source>Text in photos; the photos themselves are there</source>
        <translation>照片里的文字（照片本身没有问题）</translation>
    </message>
    <message>
        <source>That is only a web address, and Fovea never opens network connections. Copy the picture itself in the browser and paste it here, or save it and drag the file in.</source>
        <translation>这只是一个网址，而 Fovea 从不连接网络。请在浏览器中复制图片本身再粘贴到这里，或者保存后把文件拖进来。</translation>
    </message>
    <message>
        <source>That picture</source>
        <translation>该图片</translation>
    </message>
    <message>
        <source>The best {shown} of {photos}</source>
        <translation>{photos}中最相符的 {shown} 张</translation>
    </message>
    <message>
        <source>The drives that are mounted in it go with it.</source>
        <translation>挂载在其中的硬盘也一并移除。</translation>
    </message>
    <message>
        <source>The files stay where they are, untouched. Fovea forgets what it knows of them.</source>
        <translation>文件留在原处，不受影响。Fovea 会忘掉有关它们的一切。</translation>
    </message>
    <message>
        <source>The newest copies of the catalogue; the oldest give way by themselves</source>
        <translation>目录的最新副本；最旧的会自动清除</translation>
    </message>
    <message>
        <source>The photo as a whole is like {asked} (similarity {whole}); no part of it stands out.</source>
        <translation>照片整体与{asked}相符（相似度 {whole}），没有特别突出的部分。</translation>
    </message>
    <message>
        <source>The photo is offline: its thumbnail was looked at.</source>
        <translation>照片离线，查看的是缩略图。</translation>
    </message>
    <message>
        <source>The photos of an album</source>
        <translation>相册里的照片</translation>
    </message>
    <message>
        <source>The right photo comes first for {first} % of all descriptions</source>
        <translation>对 {first}% 的描述，正确的照片排在第一位</translation>
    </message>
    <message>
        <source>The right photo comes first for {first} % of all descriptions, among the first ten for {ten} %</source>
        <translation>对 {first}% 的描述，正确的照片排在第一位；对 {ten}% 的描述，排在前十位</translation>
    </message>
    <message>
        <source>The same in short: before:, after:, date:, month:, weekday:, time:</source>
        <translation>简写：before:、after:、date:、month:、weekday:、time:</translation>
    </message>
    <message>
        <source>The strongest match for {asked} is {where} (similarity {part}, of the whole photo {whole}).</source>
        <translation>与{asked}最相符的部分在{where}（相似度 {part}，整张照片 {whole}）。</translation>
    </message>
    <message>
        <source>There are no ready files of it. Make them with “{command}”, then choose “From a folder…”.</source>
        <translation>没有现成的文件。请用“{command}”生成，再选择“从文件夹安装…”。</translation>
    </message>
    <message>
        <source>There is no picture in that.</source>
        <translation>其中没有图片。</translation>
    </message>
    <message>
        <source>These are different photos: only the sharpest of each series stays.</source>
        <translation>这些是不同的照片：每组连拍只保留最清晰的一张。</translation>
    </message>
    <message>
        <source>Things, places, moods, colours, what people do</source>
        <translation>物品、场所、氛围、颜色、人的动作</translation>
    </message>
    <message>
        <source>This encoder does not understand {language}, and none that is known does. English words find more.</source>
        <translation>这个编码器不懂{language}，已知的编码器也都不懂。用英语能找到更多。</translation>
    </message>
    <message>
        <source>This encoder does not understand {language}. {encoder} does, and can be installed.</source>
        <translation>这个编码器不懂{language}。{encoder} 懂，可以安装。</translation>
    </message>
    <message>
        <source>This encoder does not understand {language}. {encoder} does, and is installed.</source>
        <translation>这个编码器不懂{language}。{encoder} 懂，已经安装。</translation>
    </message>
    <message>
        <source>To the trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>To use it again, the photos have to be encoded again. They are not touched.</source>
        <translation>若要再次使用，需要重新编码照片。照片本身不受影响。</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>过大</translation>
    </message>
    <message>
        <source>Took too long</source>
        <translation>耗时过长</translation>
    </message>
    <message>
        <source>Unclear</source>
        <translation>不明确</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>不同版本</translation>
    </message>
    <message>
        <source>View</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Weaker matches</source>
        <translation>相符程度较低</translation>
    </message>
    <message>
        <source>What is in the photo</source>
        <translation>照片里有什么</translation>
    </message>
    <message>
        <source>What the encoders saw</source>
        <translation>编码器的分析结果</translation>
    </message>
    <message>
        <source>What was written stays where it is, beside {files}.</source>
        <translation>已写入的内容留在原处，位于 {files}旁边。</translation>
    </message>
    <message>
        <source>What, and when</source>
        <translation>什么内容、什么时候</translation>
    </message>
    <message>
        <source>What, and where</source>
        <translation>什么内容、在哪里</translation>
    </message>
    <message>
        <source>When</source>
        <translation>什么时候</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>在哪里</translation>
    </message>
    <message>
        <source>With RAW: {name}</source>
        <translation>附 RAW：{name}</translation>
    </message>
    <message>
        <source>Word index</source>
        <translation>文字索引</translation>
    </message>
    <message>
        <source>Words in quotes stand in the photo, or in its title and tags, just so</source>
        <translation>照片里或标题、标签里原样出现引号中的文字</translation>
    </message>
    <message>
        <source>Words of it stand {places}.</source>
        <translation>搜索词出现在：{places}。</translation>
    </message>
    <message>
        <source>Your favourites</source>
        <translation>您的收藏</translation>
    </message>
    <message>
        <source>Your own words</source>
        <translation>您自己添加的</translation>
    </message>
    <message>
        <source>a birthday cake with candles</source>
        <translation>插着蜡烛的生日蛋糕</translation>
    </message>
    <message>
        <source>a drive of its own</source>
        <translation>独立硬盘</translation>
    </message>
    <message>
        <source>a minute or two</source>
        <translation>一两分钟</translation>
    </message>
    <message>
        <source>about {hours} h {minutes} min left</source>
        <translation>约剩 {hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>about {minutes} min left</source>
        <translation>约剩 {minutes} 分钟</translation>
    </message>
    <message>
        <source>and {count} more folders</source>
        <translation>以及另外 {count} 个文件夹</translation>
    </message>
    <message>
        <source>at the bottom</source>
        <translation>下方</translation>
    </message>
    <message>
        <source>at the top</source>
        <translation>上方</translation>
    </message>
    <message>
        <source>beach -people</source>
        <translation>海滩 -人</translation>
    </message>
    <message>
        <source>beach in July {year}</source>
        <translation>{year}年7月的海滩</translation>
    </message>
    <message>
        <source>by another Fovea</source>
        <translation>由另一个 Fovea 进行</translation>
    </message>
    <message>
        <source>cat OR dog</source>
        <translation>猫 OR 狗</translation>
    </message>
    <message>
        <source>compressed less</source>
        <translation>压缩更少</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <translation>yyyy年M月d日 HH:mm</translation>
    </message>
    <message>
        <source>encoder “{name}”</source>
        <translation>编码器“{name}”</translation>
    </message>
    <message>
        <source>family</source>
        <translation>家人</translation>
    </message>
    <message>
        <source>for the encoder “{name}”</source>
        <translation>用于编码器“{name}”</translation>
    </message>
    <message>
        <source>in Paris</source>
        <translation>在巴黎</translation>
    </message>
    <message>
        <source>in its album “{text}”</source>
        <translation>相册“{text}”</translation>
    </message>
    <message>
        <source>in its caption “{text}”</source>
        <translation>说明“{text}”</translation>
    </message>
    <message>
        <source>in its folder “{text}”</source>
        <translation>文件夹“{text}”</translation>
    </message>
    <message>
        <source>in its name “{text}”</source>
        <translation>文件名“{text}”</translation>
    </message>
    <message>
        <source>in its place “{text}”</source>
        <translation>地点“{text}”</translation>
    </message>
    <message>
        <source>in its tags “{text}”</source>
        <translation>标签“{text}”</translation>
    </message>
    <message>
        <source>in its title “{text}”</source>
        <translation>标题“{text}”</translation>
    </message>
    <message>
        <source>in the lower left</source>
        <translation>左下方</translation>
    </message>
    <message>
        <source>in the lower right</source>
        <translation>右下方</translation>
    </message>
    <message>
        <source>in the middle</source>
        <translation>中间</translation>
    </message>
    <message>
        <source>in the upper left</source>
        <translation>左上方</translation>
    </message>
    <message>
        <source>in the upper right</source>
        <translation>右上方</translation>
    </message>
    <message>
        <source>in the writing in the picture “{text}”</source>
        <translation>照片里的文字“{text}”</translation>
    </message>
    <message>
        <source>it has the RAW</source>
        <translation>带有 RAW</translation>
    </message>
    <message>
        <source>it has words or stars</source>
        <translation>带有文字或星级</translation>
    </message>
    <message>
        <source>it is larger</source>
        <translation>尺寸更大</translation>
    </message>
    <message>
        <source>it is older</source>
        <translation>时间更早</translation>
    </message>
    <message>
        <source>it names its camera</source>
        <translation>含有相机信息</translation>
    </message>
    <message>
        <source>its drive is here</source>
        <translation>所在硬盘已连接</translation>
    </message>
    <message>
        <source>last summer</source>
        <translation>去年夏天</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>剩余不到一分钟</translation>
    </message>
    <message>
        <source>links are followed</source>
        <translation>跟随链接</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>mountains -{year}</source>
        <translation>雪山 -{year}</translation>
    </message>
    <message>
        <source>not in a folder of copies</source>
        <translation>不在副本文件夹里</translation>
    </message>
    <message>
        <source>on the left</source>
        <translation>左侧</translation>
    </message>
    <message>
        <source>on the right</source>
        <translation>右侧</translation>
    </message>
    <message>
        <source>only the date of the file</source>
        <translation>仅为文件日期</translation>
    </message>
    <message>
        <source>says a file beside it</source>
        <translation>来自附属文件</translation>
    </message>
    <message>
        <source>says the camera</source>
        <translation>来自相机</translation>
    </message>
    <message>
        <source>screenshots</source>
        <translation>截图</translation>
    </message>
    <message>
        <source>sunset in {place}</source>
        <translation>{place}的日落</translation>
    </message>
    <message>
        <source>taken in {place}</source>
        <translation>拍摄于{place}</translation>
    </message>
    <message>
        <source>taken {date}</source>
        <translation>拍摄于 {date}</translation>
    </message>
    <message>
        <source>taken {date} in {place}</source>
        <translation>{date}拍摄于{place}</translation>
    </message>
    <message>
        <source>the camera&apos;s own format</source>
        <translation>相机的原始格式</translation>
    </message>
    <message>
        <source>the sharpest</source>
        <translation>最清晰</translation>
    </message>
    <message>
        <source>two dogs on the beach</source>
        <translation>海滩上的两只狗</translation>
    </message>
    <message>
        <source>your pictures</source>
        <translation>您的图片</translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>{count} 个文件</translation>
    </message>
    <message>
        <source>{count} folded</source>
        <translation>已折叠 {count} 张</translation>
    </message>
    <message>
        <source>{count} good matches</source>
        <translation>{count} 张相符</translation>
    </message>
    <message>
        <source>{count} groups</source>
        <translation>{count} 组</translation>
    </message>
    <message>
        <source>{count} photos</source>
        <translation>{count} 张照片</translation>
    </message>
    <message>
        <source>{count} stars</source>
        <translation>{count} 星</translation>
    </message>
    <message>
        <source>{date} (date of the file)</source>
        <translation>{date}（文件日期）</translation>
    </message>
    <message>
        <source>{date} (from a file beside it)</source>
        <translation>{date}（来自附属文件）</translation>
    </message>
    <message>
        <source>{date}, {time}</source>
        <translation>{date} {time}</translation>
    </message>
    <message>
        <source>{done} of {photos} encoded</source>
        <translation>已编码 {done}，共 {photos}</translation>
    </message>
    <message>
        <source>{edges} ({count} MP)</source>
        <translation>{edges}（{count} 百万像素）</translation>
    </message>
    <message>
        <source>{files} could not be read</source>
        <translation>{files}无法读取</translation>
    </message>
    <message>
        <source>{files} could not be written yet; see Problems.</source>
        <translation>{files}尚未能写入；见“问题”。</translation>
    </message>
    <message>
        <source>{files} in:</source>
        <translation>{files}，位于：</translation>
    </message>
    <message>
        <source>{files} on drives that are not here stay.</source>
        <translation>未连接硬盘上的 {files}会保留。</translation>
    </message>
    <message>
        <source>{files} to be read</source>
        <translation>{files}待读取</translation>
    </message>
    <message>
        <source>{files} wait for their drive.</source>
        <translation>{files}在等待硬盘连接。</translation>
    </message>
    <message>
        <source>{files} wait to be written.</source>
        <translation>{files}等待写入。</translation>
    </message>
    <message>
        <source>{files}, {size} could be freed</source>
        <translation>{files}，可释放 {size}</translation>
    </message>
    <message>
        <source>{language} is not understood</source>
        <translation>不懂{language}</translation>
    </message>
    <message>
        <source>{length} mm</source>
        <translation>{length} mm</translation>
    </message>
    <message>
        <source>{licence}. {note}</source>
        <translation>{licence}。{note}</translation>
    </message>
    <message>
        <source>{low} to {high} hours</source>
        <translation>{low} 到 {high} 小时</translation>
    </message>
    <message>
        <source>{low} to {high} minutes</source>
        <translation>{low} 到 {high} 分钟</translation>
    </message>
    <message>
        <source>{ms} ms</source>
        <translation>{ms} 毫秒</translation>
    </message>
    <message>
        <source>{names} + {count} more</source>
        <translation>{names}及另外 {count} 种</translation>
    </message>
    <message>
        <source>{name} can&apos;t be read: it is not there any more.</source>
        <translation>无法读取 {name}：它已不存在。</translation>
    </message>
    <message>
        <source>{name} can&apos;t be read: {reason}.</source>
        <translation>无法读取 {name}：{reason}。</translation>
    </message>
    <message>
        <source>{name} is a PDF document, not a photo. Save the page as a PNG picture and use that.</source>
        <translation>{name} 是 PDF 文档，不是照片。请把该页另存为 PNG 图片再使用。</translation>
    </message>
    <message>
        <source>{name} is a drawing (SVG), not a photo. Save it as a PNG picture and use that.</source>
        <translation>{name} 是矢量图（SVG），不是照片。请另存为 PNG 图片再使用。</translation>
    </message>
    <message>
        <source>{name} is not a file.</source>
        <translation>{name} 不是文件。</translation>
    </message>
    <message>
        <source>{name} is not a picture of a kind Fovea knows. Save it as JPEG or PNG and use that.</source>
        <translation>{name} 不是 Fovea 认识的图片类型。请另存为 JPEG 或 PNG 再使用。</translation>
    </message>
    <message>
        <source>{name}: not for commercial use</source>
        <translation>{name}：不可商用</translation>
    </message>
    <message>
        <source>{name}: whether it may be used commercially is not said</source>
        <translation>{name}：未说明是否可商用</translation>
    </message>
    <message>
        <source>{percent} % ({benchmark})</source>
        <translation>{percent}%（{benchmark}）</translation>
    </message>
    <message>
        <source>{percent} % mean ({benchmark})</source>
        <translation>平均 {percent}%（{benchmark}）</translation>
    </message>
    <message>
        <source>{photos} added to Favourites</source>
        <translation>已收藏 {photos}</translation>
    </message>
    <message>
        <source>{photos} added to “{name}”</source>
        <translation>已将 {photos}加入“{name}”</translation>
    </message>
    <message>
        <source>{photos} rated {stars}</source>
        <translation>已将 {photos}评为 {stars}</translation>
    </message>
    <message>
        <source>{photos} rejected</source>
        <translation>已淘汰 {photos}</translation>
    </message>
    <message>
        <source>{photos} removed from Favourites</source>
        <translation>已将 {photos}取消收藏</translation>
    </message>
    <message>
        <source>{photos} removed from “{name}”</source>
        <translation>已将 {photos}移出“{name}”</translation>
    </message>
    <message>
        <source>{photos} tagged “{name}”</source>
        <translation>已为 {photos}添加标签“{name}”</translation>
    </message>
    <message>
        <source>{photos}, best first</source>
        <translation>{photos}，最相符的在前</translation>
    </message>
    <message>
        <source>{photos}, dated by their files</source>
        <translation>{photos}，按文件日期</translation>
    </message>
    <message>
        <source>{photos}, newest first</source>
        <translation>{photos}，最新的在前</translation>
    </message>
    <message>
        <source>{photos}, up to date</source>
        <translation>{photos}，已是最新</translation>
    </message>
    <message>
        <source>{photos}, {count} dated by their files</source>
        <translation>{photos}，其中 {count} 张按文件日期</translation>
    </message>
    <message>
        <source>{photos}, {when}</source>
        <translation>{photos}，{when}</translation>
    </message>
    <message>
        <source>{rate} photos/s</source>
        <translation>{rate} 张/秒</translation>
    </message>
    <message>
        <source>{said}; measured with {benchmark}</source>
        <translation>{said}；实测于 {benchmark}</translation>
    </message>
    <message>
        <source>{said}; published for {benchmark}</source>
        <translation>{said}；公布值，测于 {benchmark}</translation>
    </message>
    <message>
        <source>{tag}: Fovea thinks so, and can&apos;t say how surely</source>
        <translation>{tag}：Fovea 的推测，把握不明</translation>
    </message>
    <message>
        <source>{tag}: Fovea thinks so, {share} % sure</source>
        <translation>{tag}：Fovea 的推测，把握 {share}%</translation>
    </message>
    <message>
        <source>{tag}: the file says so</source>
        <translation>{tag}：文件自带</translation>
    </message>
    <message>
        <source>{tag}: your tag</source>
        <translation>{tag}：您的标签</translation>
    </message>
    <message>
        <source>{time} s</source>
        <translation>{time} 秒</translation>
    </message>
    <message>
        <source>{width} × {height}, {format}</source>
        <translation>{width} × {height}，{format}</translation>
    </message>
    <message>
        <source>{year}</source>
        <translation>{year}年</translation>
    </message>
    <message>
        <source>“{name}” deleted; its photos stay</source>
        <translation>已删除“{name}”，其中的照片保留</translation>
    </message>
    <message>
        <source>“{name}” renamed “{new}”</source>
        <translation>已将“{name}”重命名为“{new}”</translation>
    </message>
    <message>
        <source>“{text}” among its tags</source>
        <translation>标签中的“{text}”</translation>
    </message>
    <message>
        <source>“{text}” in its caption</source>
        <translation>说明中的“{text}”</translation>
    </message>
    <message>
        <source>“{text}” in its name</source>
        <translation>文件名中的“{text}”</translation>
    </message>
    <message>
        <source>“{text}” in its title</source>
        <translation>标题中的“{text}”</translation>
    </message>
    <message>
        <source>“{text}” in the name of an album</source>
        <translation>相册名中的“{text}”</translation>
    </message>
    <message>
        <source>“{text}” in the name of its folder</source>
        <translation>文件夹名中的“{text}”</translation>
    </message>
    <message>
        <source>“{text}” in the name of its place</source>
        <translation>地名中的“{text}”</translation>
    </message>
    <message>
        <source>“{text}” in the text in the picture</source>
        <translation>照片文字中的“{text}”</translation>
    </message>
    <message>
        <source>“{words}” and your pictures</source>
        <translation>“{words}”和您的图片</translation>
    </message>
    <message>
        <source>“{words}” looked for as “{english}”</source>
        <translation>“{words}”按“{english}”查找</translation>
    </message>
    <message>
        <source>“{word}” {where}</source>
        <translation>“{word}”在{where}</translation>
    </message>
</context>
<context>
    <name>AboutSection</name>
    <message>
        <source>Finds your own photos from the words you would use, or from another picture.</source>
        <translation>用您会说的话，或者另一张图片，找到您自己的照片。</translation>
    </message>
    <message>
        <source>Fovea {version}</source>
        <translation>Fovea {version}</translation>
    </message>
    <message>
        <source>Licence: Apache 2.0. Encoders have licences of their own.</source>
        <translation>许可证：Apache 2.0。编码器另有各自的许可证。</translation>
    </message>
    <message>
        <source>Licences of what is bundled</source>
        <translation>随附组件的许可证</translation>
    </message>
    <message>
        <source>Made with the work of others</source>
        <translation>本软件使用了他人的成果</translation>
    </message>
    <message>
        <source>Nothing leaves this computer, and your photos are never changed.</source>
        <translation>一切都留在这台电脑上，您的照片绝不会被修改。</translation>
    </message>
    <message>
        <source>The notices are part of the packages of Fovea.</source>
        <translation>许可声明包含在 Fovea 的安装包中。</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>About Fovea</source>
        <translation>关于 Fovea</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Add to an album…</source>
        <translation>加入相册…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy without location or words</source>
        <translation>复制（不含位置和文字）</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复照片</translation>
    </message>
    <message>
        <source>Encoders…</source>
        <translation>编码器…</translation>
    </message>
    <message>
        <source>Export copies…</source>
        <translation>导出副本…</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Files that could not be read…</source>
        <translation>无法读取的文件…</translation>
    </message>
    <message>
        <source>Film strip</source>
        <translation>胶片栏</translation>
    </message>
    <message>
        <source>Find similar photos</source>
        <translation>查找相似照片</translation>
    </message>
    <message>
        <source>Fold photos that look the same</source>
        <translation>折叠看起来一样的照片</translation>
    </message>
    <message>
        <source>Folders…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>使用指南</translation>
    </message>
    <message>
        <source>How to ask</source>
        <translation>搜索方法</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Larger thumbnails</source>
        <translation>放大缩略图</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>更少类似的</translation>
    </message>
    <message>
        <source>Look for changes now</source>
        <translation>立即检查更改</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>更多类似的</translation>
    </message>
    <message>
        <source>Move to the trash…</source>
        <translation>移到回收站…</translation>
    </message>
    <message>
        <source>New album…</source>
        <translation>新建相册…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation>用其他程序打开</translation>
    </message>
    <message>
        <source>Open with</source>
        <translation>打开方式</translation>
    </message>
    <message>
        <source>Pause indexing</source>
        <translation>暂停索引</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Read text in photos</source>
        <translation>读取照片里的文字</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>淘汰</translation>
    </message>
    <message>
        <source>Remove from this album</source>
        <translation>移出此相册</translation>
    </message>
    <message>
        <source>Save this search…</source>
        <translation>保存此搜索…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search by a picture file…</source>
        <translation>用图片文件搜索…</translation>
    </message>
    <message>
        <source>Search by the picture in the clipboard</source>
        <translation>用剪贴板中的图片搜索</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Show or hide the ones like it</source>
        <translation>展开或收起一样的照片</translation>
    </message>
    <message>
        <source>Show scores</source>
        <translation>显示相似度</translation>
    </message>
    <message>
        <source>Side bar</source>
        <translation>侧栏</translation>
    </message>
    <message>
        <source>Slide show</source>
        <translation>幻灯片</translation>
    </message>
    <message>
        <source>Smaller thumbnails</source>
        <translation>缩小缩略图</translation>
    </message>
    <message>
        <source>Square thumbnails</source>
        <translation>方形缩略图</translation>
    </message>
    <message>
        <source>Tag…</source>
        <translation>添加标签…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Why this one</source>
        <translation>为什么是这张</translation>
    </message>
</context>
<context>
    <name>ActivityBar</name>
    <message>
        <source>Go on indexing</source>
        <translation>继续索引</translation>
    </message>
    <message>
        <source>Indexing stopped. {problem}</source>
        <translation>索引已停止。{problem}</translation>
    </message>
    <message>
        <source>Pause indexing</source>
        <translation>暂停索引</translation>
    </message>
    <message>
        <source>Progress of indexing</source>
        <translation>索引进度</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>{files} could not be read</source>
        <translation>{files}无法读取</translation>
    </message>
</context>
<context>
    <name>AppearanceSection</name>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast and the size of letters follow the system.</source>
        <translation>高对比度和文字大小跟随系统。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>动画</translation>
    </message>
    <message>
        <source>No movement</source>
        <translation>关闭动画</translation>
    </message>
    <message>
        <source>Nothing fades or slides; pictures and messages are there at once.</source>
        <translation>不使用淡入和滑动效果，图片和消息立即显示。</translation>
    </message>
</context>
<context>
    <name>Arranging</name>
    <message>
        <source>Album</source>
        <translation>相册</translation>
    </message>
    <message>
        <source>Choose photos first</source>
        <translation>请先选择照片</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Show or hide the side bar (F9)</source>
        <translation>显示或隐藏侧栏 (F9)</translation>
    </message>
    <message>
        <source>Side bar</source>
        <translation>侧栏</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
</context>
<context>
    <name>Background</name>
    <message>
        <source>Open Fovea</source>
        <translation>打开 Fovea</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>{photos} can be searched now.</source>
        <translation>现在可以搜索 {photos}。</translation>
    </message>
</context>
<context>
    <name>BalanceSlider</name>
    <message>
        <source>What counts more: the words (left) or the picture (right)</source>
        <translation>文字（左）和图片（右）哪个更重要</translation>
    </message>
    <message>
        <source>Words or picture</source>
        <translation>文字或图片</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
</context>
<context>
    <name>CaptionFields</name>
    <message>
        <source>Add a caption</source>
        <translation>添加说明</translation>
    </message>
    <message>
        <source>Add a title</source>
        <translation>添加标题</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Files of the group; Space marks one</source>
        <translation>本组的文件；按空格键标记</translation>
    </message>
</context>
<context>
    <name>Closeup</name>
    <message>
        <source>This photo is gone.</source>
        <translation>这张照片已不存在。</translation>
    </message>
    <message>
        <source>This photo is offline: its drive or folder is not there now.
This is its thumbnail.</source>
        <translation>这张照片离线：所在的硬盘或文件夹现在不可用。
这是它的缩略图。</translation>
    </message>
</context>
<context>
    <name>ComparePane</name>
    <message>
        <source>Facts</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Move to the trash (Del)</source>
        <translation>移到回收站 (Del)</translation>
    </message>
    <message>
        <source>Next candidate (Right)</source>
        <translation>下一个候选 (→)</translation>
    </message>
    <message>
        <source>Previous candidate (Left)</source>
        <translation>上一个候选 (←)</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Back (Esc)</source>
        <translation>返回 (Esc)</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Swap (S)</source>
        <translation>交换 (S)</translation>
    </message>
    <message>
        <source>Tab: the other photo   ·   arrows: another candidate   ·   S: swap</source>
        <translation>Tab：另一张照片   ·   方向键：换一个候选   ·   S：交换</translation>
    </message>
    <message>
        <source>Two photos compared</source>
        <translation>正在比较两张照片</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number}/{count}</translation>
    </message>
</context>
<context>
    <name>CompletionList</name>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
</context>
<context>
    <name>DuplicatesPage</name>
    <message>
        <source>Back to all photos (Esc)</source>
        <translation>返回所有照片 (Esc)</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复照片</translation>
    </message>
    <message>
        <source>Keep only this one</source>
        <translation>只保留这一个</translation>
    </message>
    <message>
        <source>Keep the best of {groups} and move {files} to the trash?</source>
        <translation>要保留 {groups}中最佳的文件，并将 {files}移到回收站吗？</translation>
    </message>
    <message>
        <source>Keep the best of {groups}… ({size})</source>
        <translation>保留 {groups}中最佳的…（{size}）</translation>
    </message>
    <message>
        <source>Kind of duplicates</source>
        <translation>重复的类型</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Looks closely at two of them (C)</source>
        <translation>仔细比较其中两个 (C)</translation>
    </message>
    <message>
        <source>Marks all others to go (K)</source>
        <translation>将其余的全部标记为移除 (K)</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Move to the trash…</source>
        <translation>移到回收站…</translation>
    </message>
    <message>
        <source>Move {files} to the trash? “{name}” stays.</source>
        <translation>要将 {files}移到回收站吗？“{name}”会保留。</translation>
    </message>
    <message>
        <source>Move {files} to the trash… ({size})</source>
        <translation>将 {files}移到回收站…（{size}）</translation>
    </message>
    <message>
        <source>Moves what is marked to the trash (Del)</source>
        <translation>将已标记的文件移到回收站 (Del)</translation>
    </message>
    <message>
        <source>Of all groups that are shown (B)</source>
        <translation>针对当前显示的所有组 (B)</translation>
    </message>
    <message>
        <source>This frees {size}.</source>
        <translation>将释放 {size}。</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Click the heart on a photo, or choose photos and press Ctrl+H.</source>
        <translation>点按照片上的心形，或选择照片后按 Ctrl+H。</translation>
    </message>
    <message>
        <source>Drag photos onto it in the side bar, or choose some and press Ctrl+B.</source>
        <translation>将照片拖到侧栏的相册上，或选择照片后按 Ctrl+B。</translation>
    </message>
    <message>
        <source>Fovea found no pictures it can read there. Is it the right folder? Is its drive connected?</source>
        <translation>Fovea 在那里没有找到能读取的图片。文件夹选对了吗？硬盘连接了吗？</translation>
    </message>
    <message>
        <source>No favourites yet</source>
        <translation>还没有收藏</translation>
    </message>
    <message>
        <source>No photo is like that</source>
        <translation>没有这样的照片</translation>
    </message>
    <message>
        <source>No photos to compare yet</source>
        <translation>还没有可供比对的照片</translation>
    </message>
    <message>
        <source>Nothing in this album yet</source>
        <translation>这个相册还是空的</translation>
    </message>
    <message>
        <source>Reading your photos…</source>
        <translation>正在读取照片…</translation>
    </message>
    <message>
        <source>Show the folders…</source>
        <translation>显示文件夹…</translation>
    </message>
    <message>
        <source>Take a condition away with the cross beside it in the search box, or change the words.</source>
        <translation>点按搜索框中条件旁的叉将其去掉，或者换个说法。</translation>
    </message>
    <message>
        <source>The photos are still being read. Results appear as soon as the first ones are done.</source>
        <translation>照片仍在读取。最先读完的几张很快就会出现在结果中。</translation>
    </message>
    <message>
        <source>There are no photos in your folders</source>
        <translation>您的文件夹里没有照片</translation>
    </message>
    <message>
        <source>They appear here as they are read. You can search them at once.</source>
        <translation>照片读取后会出现在这里，马上就能搜索。</translation>
    </message>
</context>
<context>
    <name>EncoderCommands</name>
    <message>
        <source>Checking the encoder…</source>
        <translation>正在检查编码器…</translation>
    </message>
    <message>
        <source>Its checksums were not known beforehand; they were noted.</source>
        <translation>它的校验和事先未知，已记录下来。</translation>
    </message>
    <message>
        <source>Removing “{title}”…</source>
        <translation>正在移除“{title}”…</translation>
    </message>
    <message>
        <source>The change was cancelled. “{title}” goes on answering.</source>
        <translation>已取消更换。继续由“{title}”应答。</translation>
    </message>
    <message>
        <source>The download was stopped. What has arrived is kept for the next time.</source>
        <translation>下载已停止。已下载的部分会保留，供下次继续。</translation>
    </message>
    <message>
        <source>The photos are being encoded for “{title}”. “{present}” answers until all photos are encoded.</source>
        <translation>正在用“{title}”编码照片。全部完成之前，仍由“{present}”应答。</translation>
    </message>
    <message>
        <source>Trying out “{title}”…</source>
        <translation>正在试用“{title}”…</translation>
    </message>
    <message>
        <source>“{name}” is in the library now.</source>
        <translation>“{name}”已加入资料库。</translation>
    </message>
    <message>
        <source>“{title}” answers from now on.</source>
        <translation>从现在起由“{title}”应答。</translation>
    </message>
    <message>
        <source>“{title}” is in the library now.</source>
        <translation>“{title}”已加入资料库。</translation>
    </message>
    <message>
        <source>“{title}” was removed.</source>
        <translation>已移除“{title}”。</translation>
    </message>
</context>
<context>
    <name>EncoderDetails</name>
    <message>
        <source>All is here; trying it out…</source>
        <translation>文件已齐，正在试用…</translation>
    </message>
    <message>
        <source>Asking {source}…</source>
        <translation>正在联系 {source}…</translation>
    </message>
    <message>
        <source>Downloading: {arrived}</source>
        <translation>正在下载：{arrived}</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Photos encoded</source>
        <translation>已编码的照片</translation>
    </message>
    <message>
        <source>Progress of the installation</source>
        <translation>安装进度</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Taking the files over: {arrived}</source>
        <translation>正在复制文件：{arrived}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done}/{total}</translation>
    </message>
</context>
<context>
    <name>EncoderList</name>
    <message>
        <source>Can be had</source>
        <translation>可以安装</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Encoders</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>How often the right photo comes first when it is described (recall@1). Compare only numbers of the same photos.</source>
        <translation>按描述查找时，正确的照片排在第一位的比例 (recall@1)。只有针对同一批照片的数字才能相互比较。</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>在这台电脑上</translation>
    </message>
    <message>
        <source>Right photo first</source>
        <translation>首位命中率</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>EncodersSection</name>
    <message>
        <source>About the chosen encoder</source>
        <translation>所选编码器的信息</translation>
    </message>
    <message>
        <source>Cancel the change</source>
        <translation>取消更换</translation>
    </message>
    <message>
        <source>Choose the folder of an encoder</source>
        <translation>选择编码器所在的文件夹</translation>
    </message>
    <message>
        <source>Choose the folder with the files</source>
        <translation>选择存放这些文件的文件夹</translation>
    </message>
    <message>
        <source>From a folder…</source>
        <translation>从文件夹安装…</translation>
    </message>
    <message>
        <source>Go back to this one</source>
        <translation>换回这个</translation>
    </message>
    <message>
        <source>Indexing is paused.</source>
        <translation>索引已暂停。</translation>
    </message>
    <message>
        <source>Install…</source>
        <translation>安装…</translation>
    </message>
    <message>
        <source>Not while photos are being read</source>
        <translation>读取照片期间不可用</translation>
    </message>
    <message>
        <source>Photos are encoded on the {device}.</source>
        <translation>照片编码使用 {device}。</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Stop the download</source>
        <translation>停止下载</translation>
    </message>
    <message>
        <source>Take an encoder that lies in a folder on this computer</source>
        <translation>使用这台电脑某个文件夹里的编码器</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>使用这个</translation>
    </message>
    <message>
        <source>Which device encodes is shown here as soon as photos are encoded.</source>
        <translation>开始编码照片后，这里会显示所用的设备。</translation>
    </message>
</context>
<context>
    <name>ExportCommands</name>
    <message>
        <source>And {count} more could not be copied.</source>
        <translation>另有 {count} 张无法复制。</translation>
    </message>
    <message>
        <source>Copying {photos} to “{folder}”…</source>
        <translation>正在将 {photos}复制到“{folder}”…</translation>
    </message>
    <message>
        <source>Export copies</source>
        <translation>导出副本</translation>
    </message>
    <message>
        <source>Other copies are being made: they come first.</source>
        <translation>正在制作其他副本，请等它们完成。</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>{photos} copied to {folder}.</source>
        <translation>已将 {photos}复制到 {folder}。</translation>
    </message>
    <message>
        <source>{photos} left out: files of these names are there.</source>
        <translation>略过 {photos}：已有同名文件。</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source> pixels</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;If one is there</source>
        <translation>如有同名文件(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Longer side</source>
        <translation>长边(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Names</source>
        <translation>文件名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation>质量(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>导出到(&amp;T)</translation>
    </message>
    <message>
        <source>About {size} in all.</source>
        <translation>共约 {size}。</translation>
    </message>
    <message>
        <source>Also the date, the camera, titles, captions, tags and stars</source>
        <translation>还包括日期、相机、标题、说明、标签和星级</translation>
    </message>
    <message>
        <source>As it is (what other programs can&apos;t read: JPEG)</source>
        <translation>原格式（其他程序无法读取的转为 JPEG）</translation>
    </message>
    <message>
        <source>As the photos are called</source>
        <translation>使用原文件名</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Day and number: 2019-08-14 001</source>
        <translation>日期和序号：2019-08-14 001</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export copies</source>
        <translation>导出副本</translation>
    </message>
    <message>
        <source>Export {photos}</source>
        <translation>导出 {photos}</translation>
    </message>
    <message>
        <source>Films and RAW files beside photos are not copied.</source>
        <translation>照片附带的短片和 RAW 文件不会复制。</translation>
    </message>
    <message>
        <source>Films inside photos are left out.</source>
        <translation>照片内含的短片会去掉。</translation>
    </message>
    <message>
        <source>From everything a photo carries: EXIF, XMP, IPTC, maker&apos;s notes, and films inside it</source>
        <translation>从照片携带的所有信息中去掉：EXIF、XMP、IPTC、厂商注释，以及内含的短片</translation>
    </message>
    <message>
        <source>Leave the copy out</source>
        <translation>略过</translation>
    </message>
    <message>
        <source>Longer side in pixels</source>
        <translation>长边像素数</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原始尺寸</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>其他…</translation>
    </message>
    <message>
        <source>PNG, without loss</source>
        <translation>PNG（无损）</translation>
    </message>
    <message>
        <source>Photos themselves are in this folder; they are not overwritten.</source>
        <translation>这个文件夹里有原照片，它们不会被覆盖。</translation>
    </message>
    <message>
        <source>Remove all but the picture</source>
        <translation>只保留画面</translation>
    </message>
    <message>
        <source>Remove where they were taken</source>
        <translation>去掉拍摄地点</translation>
    </message>
    <message>
        <source>This folder is in your library: the copies will be found there, too.</source>
        <translation>这个文件夹在资料库中，搜索时也会找到这些副本。</translation>
    </message>
    <message>
        <source>Where the copies go</source>
        <translation>副本的存放位置</translation>
    </message>
    <message>
        <source>Write it with a number behind its name</source>
        <translation>在文件名后加序号</translation>
    </message>
    <message>
        <source>{photos} offline can&apos;t be copied now.</source>
        <translation>{photos}离线，现在无法复制。</translation>
    </message>
    <message>
        <source>{pixels} pixels</source>
        <translation>{pixels} 像素</translation>
    </message>
</context>
<context>
    <name>FailuresSection</name>
    <message>
        <source>All files could be read.</source>
        <translation>所有文件都已读取。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Files that could not be read</source>
        <translation>无法读取的文件</translation>
    </message>
    <message>
        <source>They are tried again now.</source>
        <translation>正在重试。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>What helps</source>
        <translation>解决办法</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>{files} could not be read</source>
        <translation>{files}无法读取</translation>
    </message>
</context>
<context>
    <name>FileList</name>
    <message>
        <source>Offline: its drive or folder is not there now</source>
        <translation>离线：所在的硬盘或文件夹现在不可用</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Show {name} in its folder</source>
        <translation>在文件夹中显示 {name}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>还有 {count} 个</translation>
    </message>
</context>
<context>
    <name>FilmStrip</name>
    <message>
        <source>Film strip</source>
        <translation>胶片栏</translation>
    </message>
</context>
<context>
    <name>FilterChip</name>
    <message>
        <source>Allow {form} again</source>
        <translation>不再排除 {form}</translation>
    </message>
    <message>
        <source>Take {form} as plain words</source>
        <translation>将 {form} 当作普通的词</translation>
    </message>
    <message>
        <source>Without {form}</source>
        <translation>排除 {form}</translation>
    </message>
    <message>
        <source>“{words}” was understood as {form}. The cross takes it as plain words.</source>
        <translation>“{words}”理解为：{form}。点叉则当作普通的词。</translation>
    </message>
    <message>
        <source>“{words}”: photos with {form} in them come last. The cross takes it back.</source>
        <translation>“{words}”：含有 {form} 的照片排在最后。点叉则不再排除。</translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>+{count}</source>
        <translation>+{count}</translation>
    </message>
    <message>
        <source>What was understood</source>
        <translation>已理解的条件</translation>
    </message>
    <message>
        <source>{count} more were understood</source>
        <translation>还有 {count} 个条件</translation>
    </message>
</context>
<context>
    <name>FolderCommands</name>
    <message>
        <source>Added {names}</source>
        <translation>已添加 {names}</translation>
    </message>
    <message>
        <source>Choose a folder with photos</source>
        <translation>选择存放照片的文件夹</translation>
    </message>
</context>
<context>
    <name>FoldersSection</name>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Follow symbolic links in this folder, also to places outside it</source>
        <translation>跟随此文件夹中的符号链接，包括指向外部的链接</translation>
    </message>
    <message>
        <source>Fovea reads the pictures in these folders and all folders inside them. It changes nothing there. New, moved and deleted photos are followed by themselves; the photos of a drive that is not connected stay in the library.</source>
        <translation>Fovea 读取这些文件夹及其所有子文件夹里的图片，不会做任何改动。新增、移动和删除的照片会自动跟上；硬盘未连接时，其中的照片仍留在资料库里。</translation>
    </message>
    <message>
        <source>Leave this drive out…</source>
        <translation>忽略此硬盘…</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Remove from Fovea…</source>
        <translation>从 Fovea 移除…</translation>
    </message>
    <message>
        <source>Say which files and folders are left alone everywhere</source>
        <translation>指定在所有位置都要忽略的文件和文件夹</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What is left out…</source>
        <translation>忽略项…</translation>
    </message>
</context>
<context>
    <name>GroupList</name>
    <message>
        <source>Groups</source>
        <translation>组</translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>Guide</source>
        <translation>使用指南</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Ask: {sentence}</source>
        <translation>搜索：{sentence}</translation>
    </message>
    <message>
        <source>Drop a picture on the window, or paste one, to find photos like it. Add words to say what is to be different, and weigh the one against the other with the slider in the box. “More like this” and “Less like this” on a photo lead the search on.</source>
        <translation>把图片拖到窗口里，或者粘贴图片，即可查找类似的照片。再加上文字说明要有什么不同，并用搜索框里的滑块权衡两者。照片上的“更多类似的”和“更少类似的”可以继续调整结果。</translation>
    </message>
    <message>
        <source>How to ask</source>
        <translation>搜索方法</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>IndexerClient</name>
    <message>
        <source>The indexer ended unexpectedly; it is started again.</source>
        <translation>索引程序意外退出，已重新启动。</translation>
    </message>
</context>
<context>
    <name>IndexingSection</name>
    <message>
        <source>Fovea stays in the tray, and new photos are ready when you look for them.</source>
        <translation>Fovea 会留在托盘中，新照片随时可供搜索。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on when the window is closed</source>
        <translation>关闭窗口后继续运行</translation>
    </message>
    <message>
        <source>Look for changes now</source>
        <translation>立即检查更改</translation>
    </message>
    <message>
        <source>Other programs go first in any case; this keeps the computer cool and quiet as well.</source>
        <translation>无论如何其他程序都优先；打开此项还能让电脑更凉爽、更安静。</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Progress of indexing</source>
        <translation>索引进度</translation>
    </message>
    <message>
        <source>Read the text in photos</source>
        <translation>读取照片里的文字</translation>
    </message>
    <message>
        <source>Rest while other programs need the processor</source>
        <translation>其他程序占用处理器时休息</translation>
    </message>
    <message>
        <source>Rest while this computer runs on its battery</source>
        <translation>使用电池时休息</translation>
    </message>
    <message>
        <source>Signs, screenshots and papers are found by the words in them. It takes longest of all.</source>
        <translation>招牌、截图和文件可以按其中的文字查找。这一步耗时最长。</translation>
    </message>
    <message>
        <source>Start with this computer</source>
        <translation>开机时启动</translation>
    </message>
    <message>
        <source>This desktop has no tray.</source>
        <translation>此桌面没有托盘。</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时机</translation>
    </message>
    <message>
        <source>{files} could not be read…</source>
        <translation>{files}无法读取…</translation>
    </message>
    <message>
        <source>{files} to be read</source>
        <translation>{files}待读取</translation>
    </message>
    <message>
        <source>{photos} on drives that are away</source>
        <translation>{photos}在未连接的硬盘上</translation>
    </message>
</context>
<context>
    <name>InfoCommand</name>
    <message>
        <source>Cameras</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Caption changed</source>
        <translation>已更改说明</translation>
    </message>
    <message>
        <source>Caption removed</source>
        <translation>已移除说明</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>拍摄时间</translation>
    </message>
    <message>
        <source>Title changed</source>
        <translation>已更改标题</translation>
    </message>
    <message>
        <source>Title removed</source>
        <translation>已移除标题</translation>
    </message>
    <message>
        <source>{photos} are chosen.</source>
        <translation>已选择 {photos}。</translation>
    </message>
</context>
<context>
    <name>InfoPanel</name>
    <message>
        <source>Choose a photo to see what is known of it.</source>
        <translation>选择一张照片以查看其信息。</translation>
    </message>
    <message>
        <source>Close (Ctrl+I)</source>
        <translation>关闭 (Ctrl+I)</translation>
    </message>
    <message>
        <source>Close the information</source>
        <translation>关闭信息</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>复制文字</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Seems to show</source>
        <translation>画面推测</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Text in the picture</source>
        <translation>照片里的文字</translation>
    </message>
    <message>
        <source>What is known of the chosen photos</source>
        <translation>所选照片的信息</translation>
    </message>
    <message>
        <source>What it seems to show</source>
        <translation>画面里似乎有什么</translation>
    </message>
    <message>
        <source>What the file says</source>
        <translation>文件记录的信息</translation>
    </message>
    <message>
        <source>Where it was taken</source>
        <translation>拍摄地点</translation>
    </message>
    <message>
        <source>Why it was found</source>
        <translation>为什么找到它</translation>
    </message>
</context>
<context>
    <name>InstallDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Comes from</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>I have read the licence and agree to it</source>
        <translation>我已阅读并同意许可证</translation>
    </message>
    <message>
        <source>I have the files…</source>
        <translation>我已有这些文件…</translation>
    </message>
    <message>
        <source>Install an encoder</source>
        <translation>安装编码器</translation>
    </message>
    <message>
        <source>Install “{title}”?</source>
        <translation>要安装“{title}”吗？</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Not every file&apos;s checksum is known beforehand: they are noted now, and checked from then on.</source>
        <translation>并非每个文件的校验和都事先已知：现在记录，今后据此校验。</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Take them from a folder on this computer, as they were downloaded by hand</source>
        <translation>从这台电脑的文件夹中取用自行下载的文件</translation>
    </message>
</context>
<context>
    <name>KeepButton</name>
    <message>
        <source>Save this search (Ctrl+S)</source>
        <translation>保存此搜索 (Ctrl+S)</translation>
    </message>
    <message>
        <source>Saved as “{name}”</source>
        <translation>已保存为“{name}”</translation>
    </message>
</context>
<context>
    <name>LabelChip</name>
    <message>
        <source>Take it away</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{name}: for all of them</source>
        <translation>{name}：用于全部照片</translation>
    </message>
    <message>
        <source>{name}: for none of them</source>
        <translation>{name}：从全部照片移除</translation>
    </message>
    <message>
        <source>{said}. A click gives it to all.</source>
        <translation>{said}。点按即用于全部。</translation>
    </message>
    <message>
        <source>{some} of {all}</source>
        <translation>{some}/{all}</translation>
    </message>
</context>
<context>
    <name>LabelCommands</name>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Add {photos} to an album</source>
        <translation>将 {photos}加入相册</translation>
    </message>
    <message>
        <source>Album, or a new one</source>
        <translation>相册名，也可新建</translation>
    </message>
    <message>
        <source>Enter adds it, Enter again is done</source>
        <translation>按回车键添加，再按一次完成</translation>
    </message>
    <message>
        <source>Enter makes it</source>
        <translation>按回车键新建</translation>
    </message>
    <message>
        <source>Name of the album</source>
        <translation>相册名称</translation>
    </message>
    <message>
        <source>New album</source>
        <translation>新建相册</translation>
    </message>
    <message>
        <source>New album of {photos}</source>
        <translation>用 {photos}新建相册</translation>
    </message>
    <message>
        <source>Tag {photos}</source>
        <translation>为 {photos}添加标签</translation>
    </message>
</context>
<context>
    <name>LabelPopover</name>
    <message>
        <source>Enter makes it, ↓ chooses another</source>
        <translation>按回车键新建，按 ↓ 选择其他</translation>
    </message>
    <message>
        <source>Names that fit</source>
        <translation>符合的名称</translation>
    </message>
</context>
<context>
    <name>LeaveOutDialog</name>
    <message>
        <source> kB</source>
        <translation> kB</translation>
    </message>
    <message>
        <source> pixels</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Files and folders that match one of these lines are left alone, in all folders of the library. The lines are written as in a .gitignore file; large and small letters are alike. Hidden folders, recycle bins and the previews of other programs are left alone anyway.</source>
        <translation>在资料库的所有文件夹中，与以下任一行匹配的文件和文件夹都会被忽略。写法与 .gitignore 文件相同，不区分大小写。隐藏文件夹、回收站以及其他程序的预览图始终会被忽略。</translation>
    </message>
    <message>
        <source>Hide pictures whose shorter side is below</source>
        <translation>隐藏短边小于此值的图片</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Leave out files smaller than</source>
        <translation>忽略小于此值的文件</translation>
    </message>
    <message>
        <source>Line {number}: {problem}</source>
        <translation>第 {number} 行：{problem}</translation>
    </message>
    <message>
        <source>No file is touched. What was left out comes back when you let it in again.</source>
        <translation>不会改动任何文件。取消忽略后，相应的照片就会回来。</translation>
    </message>
    <message>
        <source>One pattern a line; now there is none</source>
        <translation>每行一个模式；现在没有</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>What Fovea leaves out</source>
        <translation>Fovea 忽略的内容</translation>
    </message>
    <message>
        <source>What is left out, one pattern a line</source>
        <translation>忽略项，每行一个模式</translation>
    </message>
    <message>
        <source>all PNG files</source>
        <translation>所有 PNG 文件</translation>
    </message>
    <message>
        <source>but not this file</source>
        <translation>但不包括这个文件</translation>
    </message>
    <message>
        <source>every folder of this name, with all that is in it</source>
        <translation>所有同名文件夹及其中的全部内容</translation>
    </message>
    <message>
        <source>just this one, counted from a folder of the library</source>
        <translation>仅这一个，相对于资料库中的文件夹</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>{photos} hidden now</source>
        <translation>现在已隐藏 {photos}</translation>
    </message>
</context>
<context>
    <name>LibraryCommands</name>
    <message>
        <source>Everything stays on this computer</source>
        <translation>一切都留在这台电脑上</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>缩略图大小</translation>
    </message>
    <message>
        <source>Size of the thumbnails (Ctrl and the wheel)</source>
        <translation>缩略图大小（Ctrl + 滚轮）</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Fovea</source>
        <translation>Fovea</translation>
    </message>
</context>
<context>
    <name>MendingDialog</name>
    <message>
        <source>Mend</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>The catalogue can&apos;t be read ({problem}). There is a good backup of {date}. Photos that were found since then are taken in again by themselves; what you changed in Fovea since then is lost.</source>
        <translation>无法读取目录（{problem}）。有一份 {date}的完好备份。此后找到的照片会自动重新加入；此后您在 Fovea 中所做的更改将会丢失。</translation>
    </message>
    <message>
        <source>The library is damaged</source>
        <translation>资料库已损坏</translation>
    </message>
    <message>
        <source>Use the backup of {date}</source>
        <translation>使用 {date}的备份</translation>
    </message>
    <message>
        <source>What photos are found by can&apos;t be read ({problem}). It can be made again: nothing is lost, but all photos are read once more, and until then not all are found.</source>
        <translation>无法读取用于查找照片的数据（{problem}）。数据可以重新生成：不会丢失任何内容，但所有照片都要再读一遍，在此之前可能找不全。</translation>
    </message>
    <message>
        <source>What photos are found by can&apos;t be read ({problem}). There is a good backup of {date}, and what is newer is made again: nothing is lost.</source>
        <translation>无法读取用于查找照片的数据（{problem}）。有一份 {date}的完好备份，更新的部分会重新生成：不会丢失任何内容。</translation>
    </message>
    <message>
        <source>Your photos are not touched. The damaged file is kept in {folder}.</source>
        <translation>您的照片不受影响。损坏的文件保留在 {folder}。</translation>
    </message>
</context>
<context>
    <name>OpenWith</name>
    <message>
        <source>Choose a program…</source>
        <translation>选择程序…</translation>
    </message>
    <message>
        <source>No program was found</source>
        <translation>没有找到程序</translation>
    </message>
    <message>
        <source>Open with</source>
        <translation>打开方式</translation>
    </message>
    <message>
        <source>Programs (*.app)</source>
        <translation>程序 (*.app)</translation>
    </message>
    <message>
        <source>The photo is offline</source>
        <translation>照片离线</translation>
    </message>
    <message>
        <source>{name} could not be started.</source>
        <translation>无法启动 {name}。</translation>
    </message>
</context>
<context>
    <name>Outgoing</name>
    <message>
        <source>Copies hold the picture and nothing else: no place, no date, no camera, no words</source>
        <translation>副本只含画面：没有地点、日期、相机和文字</translation>
    </message>
</context>
<context>
    <name>PageBar</name>
    <message>
        <source>Back to the photos</source>
        <translation>返回照片</translation>
    </message>
    <message>
        <source>Back to the photos (Esc)</source>
        <translation>返回照片 (Esc)</translation>
    </message>
</context>
<context>
    <name>PaintedGrid</name>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>PhotoCommands</name>
    <message>
        <source>At most {count} photos can be shared so at once. Export copies of more of them.</source>
        <translation>这样一次最多分享 {count} 张照片。更多照片请导出副本。</translation>
    </message>
    <message>
        <source>No program could open {name}.</source>
        <translation>没有程序能打开 {name}。</translation>
    </message>
    <message>
        <source>No program could show the folder {name}.</source>
        <translation>没有程序能显示文件夹 {name}。</translation>
    </message>
    <message>
        <source>Only the first {count} photos were opened.</source>
        <translation>只打开了前 {count} 张照片。</translation>
    </message>
    <message>
        <source>{name} is offline: its drive or folder is not there now.</source>
        <translation>{name} 离线：所在的硬盘或文件夹现在不可用。</translation>
    </message>
</context>
<context>
    <name>PhotoModel</name>
    <message>
        <source>1 more that looks the same</source>
        <translation>另有 1 张看起来一样</translation>
    </message>
    <message>
        <source>This photo is gone</source>
        <translation>这张照片已不存在</translation>
    </message>
    <message>
        <source>{count} more that look the same</source>
        <translation>另有 {count} 张看起来一样</translation>
    </message>
</context>
<context>
    <name>PictureChip</name>
    <message>
        <source>Fewer photos like {name}</source>
        <translation>更少类似 {name} 的照片</translation>
    </message>
    <message>
        <source>Less like this one</source>
        <translation>更少类似这张的</translation>
    </message>
    <message>
        <source>More like this one</source>
        <translation>更多类似这张的</translation>
    </message>
    <message>
        <source>More photos like {name}</source>
        <translation>更多类似 {name} 的照片</translation>
    </message>
    <message>
        <source>Photos like this one</source>
        <translation>与这张类似的照片</translation>
    </message>
    <message>
        <source>Photos like {name}</source>
        <translation>与 {name} 类似的照片</translation>
    </message>
    <message>
        <source>Remove the picture {name}</source>
        <translation>移除图片 {name}</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>{name} can&apos;t be read, and is not asked by</source>
        <translation>无法读取 {name}，未用于搜索</translation>
    </message>
</context>
<context>
    <name>PictureChips</name>
    <message>
        <source>+{count}</source>
        <translation>+{count}</translation>
    </message>
    <message>
        <source>More pictures and marks than fit here</source>
        <translation>这里放不下的更多图片和标记</translation>
    </message>
</context>
<context>
    <name>PictureCommands</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add {names} to your library, so that you can search the photos in it?</source>
        <translation>要把 {names}添加到资料库，以便搜索其中的照片吗？</translation>
    </message>
    <message>
        <source>Paste it instead</source>
        <translation>改为粘贴</translation>
    </message>
    <message>
        <source>Pictures ({kinds})</source>
        <translation>图片 ({kinds})</translation>
    </message>
    <message>
        <source>Search by a picture file</source>
        <translation>用图片文件搜索</translation>
    </message>
    <message>
        <source>The box is full: take a picture out of it first.</source>
        <translation>搜索框已满：请先移除一张图片。</translation>
    </message>
</context>
<context>
    <name>PlaceMap</name>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Map: {place}</source>
        <translation>地图：{place}</translation>
    </message>
    <message>
        <source>The wheel shows more of the world, or less</source>
        <translation>滚动滚轮可放大或缩小地图</translation>
    </message>
    <message>
        <source>{length} km</source>
        <translation>{length} 公里</translation>
    </message>
</context>
<context>
    <name>PrintCommands</name>
    <message>
        <source>Could not be read for printing: {names}.</source>
        <translation>打印时无法读取：{names}。</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Printing {photos}…</source>
        <translation>正在打印 {photos}…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message>
        <source>&amp;Fill the paper</source>
        <translation>铺满纸张(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Names below</source>
        <translation>下方显示文件名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Photos on a page</source>
        <translation>每页照片数(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Turn to fit</source>
        <translation>自动旋转(&amp;T)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Paper…</source>
        <translation>纸张…</translation>
    </message>
    <message>
        <source>Photos on a page</source>
        <translation>每页照片数</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Print {photos}</source>
        <translation>打印 {photos}</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Turns photos that cover more of the paper so</source>
        <translation>旋转后占用纸张更多的照片会自动旋转</translation>
    </message>
    <message>
        <source>What is left over at the edges is cut off</source>
        <translation>裁掉超出边缘的部分</translation>
    </message>
</context>
<context>
    <name>PrivacySection</name>
    <message>
        <source>Always share without location</source>
        <translation>分享时始终去掉位置</translation>
    </message>
    <message>
        <source>Everything Fovea does, it does on this computer. It opens no network connection, except for the download of an encoder that you start yourself.</source>
        <translation>Fovea 所做的一切都在这台电脑上完成。除了您自己启动的编码器下载，它不会连接网络。</translation>
    </message>
    <message>
        <source>Forget all searches</source>
        <translation>清除所有搜索记录</translation>
    </message>
    <message>
        <source>Photos that you copy or drag to other programs are handed over as copies with the picture and nothing else: no place, no date, no camera, no words. Ctrl+Shift+C does it for once.</source>
        <translation>复制或拖到其他程序的照片，会以只含画面的副本交出：没有地点、日期、相机和文字。只想这样做一次，请按 Ctrl+Shift+C。</translation>
    </message>
    <message>
        <source>Remember what was searched for</source>
        <translation>记住搜索过的内容</translation>
    </message>
    <message>
        <source>Searches</source>
        <translation>搜索记录</translation>
    </message>
    <message>
        <source>Sharing</source>
        <translation>分享</translation>
    </message>
    <message>
        <source>The latest searches are offered below the search box. They are in no backup.</source>
        <translation>最近的搜索会显示在搜索框下方，不会进入任何备份。</translation>
    </message>
    <message>
        <source>They are forgotten.</source>
        <translation>已清除。</translation>
    </message>
    <message>
        <source>Your photos are opened to be read, never to be changed. What Fovea knows of them lies in the folder of the library, which other users of this computer can&apos;t open.</source>
        <translation>打开照片只为读取，绝不修改。Fovea 所知道的信息保存在资料库的文件夹里，这台电脑的其他用户无法打开。</translation>
    </message>
</context>
<context>
    <name>SavePopover</name>
    <message>
        <source>Another search is called so.</source>
        <translation>已有同名的搜索。</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>It is asked anew whenever you open it.</source>
        <translation>每次打开都会重新查找。</translation>
    </message>
    <message>
        <source>It takes the place of the one that is called so.</source>
        <translation>将替换同名的搜索。</translation>
    </message>
    <message>
        <source>Name of the search</source>
        <translation>搜索名称</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save this search</source>
        <translation>保存此搜索</translation>
    </message>
    <message>
        <source>This search is saved</source>
        <translation>此搜索已保存</translation>
    </message>
</context>
<context>
    <name>SavedSearches</name>
    <message>
        <source>Nothing is asked yet: type what to search for, then save it.</source>
        <translation>还没有搜索内容：请先输入要搜索的内容，再保存。</translation>
    </message>
    <message>
        <source>Photos like this one</source>
        <translation>与这张类似的照片</translation>
    </message>
    <message>
        <source>Search saved as “{name}”</source>
        <translation>已将搜索保存为“{name}”</translation>
    </message>
    <message>
        <source>The search is called “{name}” now</source>
        <translation>搜索已改名为“{name}”</translation>
    </message>
    <message>
        <source>The search “{name}” is forgotten</source>
        <translation>已删除搜索“{name}”</translation>
    </message>
</context>
<context>
    <name>Scrubber</name>
    <message>
        <source>Dates</source>
        <translation>日期</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Add words: “but in snow”, “-people”</source>
        <translation>可加上文字：“但是在雪里”“-人”</translation>
    </message>
    <message>
        <source>Describe a photo, or drop a picture here</source>
        <translation>描述一张照片，或把图片拖到这里</translation>
    </message>
</context>
<context>
    <name>SearchFrame</name>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Clear the search (Esc)</source>
        <translation>清除搜索 (Esc)</translation>
    </message>
    <message>
        <source>Search your photos</source>
        <translation>搜索您的照片</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Choose none</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Choose none (Esc)</source>
        <translation>取消选择 (Esc)</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>已选择 {count} 张</translation>
    </message>
</context>
<context>
    <name>SettingsCommands</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Back up the library</source>
        <translation>备份资料库</translation>
    </message>
    <message>
        <source>Encoders</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>索引</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>The catalogue was copied to {name}.</source>
        <translation>已将目录复制到 {name}。</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Sections of the settings</source>
        <translation>设置分类</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Export copies…</source>
        <translation>导出副本…</translation>
    </message>
    <message>
        <source>New album…</source>
        <translation>新建相册…</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>SideDelegate</name>
    <message>
        <source>New name</source>
        <translation>新名称</translation>
    </message>
</context>
<context>
    <name>SidecarGroup</name>
    <message>
        <source>Only from now on</source>
        <translation>仅从现在起</translation>
    </message>
    <message>
        <source>Tags, stars, titles and captions go into small files next to the photos (XMP sidecars), which Lightroom, digiKam and darktable read. The photos themselves are never changed.</source>
        <translation>标签、星级、标题和说明会写入照片旁边的小文件（XMP 附属文件），供 Lightroom、digiKam 和 darktable 读取。照片本身绝不会被修改。</translation>
    </message>
    <message>
        <source>What you have said already takes {files} beside your photos. Write that, too?</source>
        <translation>写入您此前添加的信息，需要在照片旁边生成 {files}。也一并写入吗？</translation>
    </message>
    <message>
        <source>Write that, too</source>
        <translation>一并写入</translation>
    </message>
    <message>
        <source>Write what I say beside my photos</source>
        <translation>将我添加的信息写到照片旁边</translation>
    </message>
</context>
<context>
    <name>SlideBar</name>
    <message>
        <source>End the slide show (Esc)</source>
        <translation>结束幻灯片 (Esc)</translation>
    </message>
    <message>
        <source>Faster (-)</source>
        <translation>加快 (-)</translation>
    </message>
    <message>
        <source>Go on (Space)</source>
        <translation>继续（空格键）</translation>
    </message>
    <message>
        <source>In no order</source>
        <translation>随机顺序</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>暂停（空格键）</translation>
    </message>
    <message>
        <source>Slower (+)</source>
        <translation>减慢 (+)</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
</context>
<context>
    <name>StarRow</name>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>No favourite any more</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>{stars}, given</source>
        <translation>{stars}，已评</translation>
    </message>
</context>
<context>
    <name>StorageSection</name>
    <message>
        <source>Adding up…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>Back up now…</source>
        <translation>立即备份…</translation>
    </message>
    <message>
        <source>Choose a part that is made again by itself</source>
        <translation>请选择会自动重新生成的部分</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear “{part}”?</source>
        <translation>要清除“{part}”吗？</translation>
    </message>
    <message>
        <source>Clear…</source>
        <translation>清除…</translation>
    </message>
    <message>
        <source>Folder of the library</source>
        <translation>资料库文件夹</translation>
    </message>
    <message>
        <source>If it is deleted</source>
        <translation>如果删除</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>显示文件夹</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>What takes how much room</source>
        <translation>各部分占用的空间</translation>
    </message>
    <message>
        <source>{size} in all</source>
        <translation>共 {size}</translation>
    </message>
</context>
<context>
    <name>TagChip</name>
    <message>
        <source>It is not so</source>
        <translation>不是这样</translation>
    </message>
    <message>
        <source>{said}. A click says that it is so.</source>
        <translation>{said}。点按表示确认。</translation>
    </message>
    <message>
        <source>{tag}: it is not so</source>
        <translation>{tag}：不是这样</translation>
    </message>
    <message>
        <source>{tag}: it is so</source>
        <translation>{tag}：确认</translation>
    </message>
</context>
<context>
    <name>TagEditor</name>
    <message>
        <source>Dashed: what Fovea thinks. A click says yes, the cross says no.</source>
        <translation>虚线：Fovea 的推测。点按表示确认，点叉表示不是。</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
</context>
<context>
    <name>TagField</name>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Back to all photos (Esc)</source>
        <translation>返回所有照片 (Esc)</translation>
    </message>
    <message>
        <source>Film strip (T)</source>
        <translation>胶片栏 (T)</translation>
    </message>
    <message>
        <source>Find similar photos</source>
        <translation>查找相似照片</translation>
    </message>
    <message>
        <source>Full screen (F)</source>
        <translation>全屏 (F)</translation>
    </message>
    <message>
        <source>Information (I)</source>
        <translation>信息 (I)</translation>
    </message>
    <message>
        <source>Next photo (Right)</source>
        <translation>下一张 (→)</translation>
    </message>
    <message>
        <source>Previous photo (Left)</source>
        <translation>上一张 (←)</translation>
    </message>
    <message>
        <source>Slide show (F5)</source>
        <translation>幻灯片 (F5)</translation>
    </message>
    <message>
        <source>Turn clockwise, here only (R)</source>
        <translation>顺时针旋转，仅影响查看 (R)</translation>
    </message>
    <message>
        <source>Why this one (W)</source>
        <translation>为什么是这张 (W)</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number}/{count}</translation>
    </message>
</context>
<context>
    <name>TrashCommands</name>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Move {photos} to the trash?</source>
        <translation>要将 {photos}移到回收站吗？</translation>
    </message>
    <message>
        <source>Nothing can go: the files are on drives that are not here, or being read just now.</source>
        <translation>无法移动：文件在未连接的硬盘上，或正在读取。</translation>
    </message>
    <message>
        <source>{files} moved to the trash, {size}</source>
        <translation>已将 {files}移到回收站，{size}</translation>
    </message>
    <message>
        <source>{what}. To undo it, open the trash.</source>
        <translation>{what}。若要还原，请打开回收站。</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>Done again: {what}</source>
        <translation>已重做：{what}</translation>
    </message>
    <message>
        <source>Given up: {what}</source>
        <translation>已放弃：{what}</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Taken back: {what}</source>
        <translation>已撤销：{what}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>{action}: {what}</source>
        <translation>{action}：{what}</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>Viewing</name>
    <message>
        <source>Choose two photos or more, then compare them.</source>
        <translation>请先选择两张或更多照片，再进行比较。</translation>
    </message>
    <message>
        <source>No program could play {name}.</source>
        <translation>没有程序能播放 {name}。</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Everything stays on this computer: nothing is uploaded, and your photos are never changed or moved.</source>
        <translation>一切都留在这台电脑上：不会上传任何内容，照片也绝不会被修改或移动。</translation>
    </message>
    <message>
        <source>Find your photos by describing them</source>
        <translation>描述一下，就能找到照片</translation>
    </message>
    <message>
        <source>Fovea looks at each photo once, in the background. You can search while it does, and new photos are found by themselves.</source>
        <translation>Fovea 在后台把每张照片看一遍。期间就可以搜索，新照片会自动加入。</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Type what you remember, “two dogs on the beach, 2019”, or drop a picture in.</source>
        <translation>输入您记得的内容，例如“2019年海滩上的两只狗”，或者拖入一张图片。</translation>
    </message>
    <message>
        <source>What to expect</source>
        <translation>接下来会怎样</translation>
    </message>
    <message>
        <source>Where are your photos?</source>
        <translation>您的照片在哪里？</translation>
    </message>
    <message>
        <source>{photos}: all of them are searchable after {time}, the first ones at once.</source>
        <translation>{photos}：最先读取的马上就能搜索，全部完成约需 {time}。</translation>
    </message>
</context>
<context>
    <name>WhyBar</name>
    <message>
        <source>less like it</source>
        <translation>不太相符</translation>
    </message>
    <message>
        <source>more</source>
        <translation>更相符</translation>
    </message>
</context>
<context>
    <name>WhyCommand</name>
    <message>
        <source>Looking closely…</source>
        <translation>正在仔细查看…</translation>
    </message>
    <message>
        <source>Nothing was asked for: type words or drop a picture first.</source>
        <translation>还没有搜索内容：请先输入文字或拖入图片。</translation>
    </message>
</context>
<context>
    <name>_FolderRow</name>
    <message>
        <source>counting…</source>
        <translation>正在计数…</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>&quot;{name}&quot; can&apos;t be read: {why}.</source>
        <translation>“{name}”无法读取：{why}。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; can&apos;t be written: {why}.</source>
        <translation>“{name}”无法写入：{why}。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; ended Fovea {times} times while its text was read.</source>
        <translation>“{name}”在读取文字时曾使 Fovea 退出 {times} 次。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is a RAW file of a kind Fovea can&apos;t read, or is damaged.</source>
        <translation>“{name}”是 Fovea 不支持的 RAW 类型，或已损坏。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is another file now.</source>
        <translation>“{name}”已变成另一个文件。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is cut off: its end is missing.</source>
        <translation>“{name}”不完整：缺少结尾部分。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is damaged at its beginning.</source>
        <translation>“{name}”的开头已损坏。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is damaged.</source>
        <translation>“{name}”已损坏。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is empty (0 bytes).</source>
        <translation>“{name}”是空文件（0 字节）。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is no longer there.</source>
        <translation>“{name}”已不存在。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is not a file but {what}.</source>
        <translation>“{name}”不是文件，而是{what}。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is not a picture of a kind Fovea knows.</source>
        <translation>“{name}”不是 Fovea 认识的图片类型。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is offline, and there is no thumbnail of it.</source>
        <translation>“{name}”离线，也没有它的缩略图。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is still being written.</source>
        <translation>“{name}”仍在写入。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is too large for what it should hold ({size} MiB).</source>
        <translation>“{name}”太大，与其应有的内容不符（{size} MiB）。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is too large to be decoded ({size}).</source>
        <translation>“{name}”太大，无法解码（{size}）。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is too large to be read ({size} GiB).</source>
        <translation>“{name}”太大，无法读取（{size} GiB）。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is {what}.</source>
        <translation>“{name}”是{what}。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; made the decoder crash ({error}); it is skipped.</source>
        <translation>“{name}”导致解码程序崩溃（{error}），已跳过。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; may not be read by you.</source>
        <translation>“{name}”不允许您读取。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; met a fault in Fovea when its text was read; it is skipped.</source>
        <translation>“{name}”在读取文字时触发了 Fovea 的内部错误，已跳过。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; met a fault in Fovea; it is skipped.</source>
        <translation>“{name}”触发了 Fovea 的内部错误，已跳过。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; needs more memory than Fovea allows for one picture.</source>
        <translation>“{name}”需要的内存超过了 Fovea 对单张图片的限制。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; needs more memory than there is to read its text.</source>
        <translation>“{name}”：内存不足，无法读取其中的文字。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; tells nothing of its photo: it is {what}.</source>
        <translation>“{name}”没有提供照片的信息：它是{what}。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; took longer than {seconds} seconds to decode, and was given up.</source>
        <translation>“{name}”解码超过 {seconds} 秒，已放弃。</translation>
    </message>
    <message>
        <source>1,000 Flickr8k development photographs, 5,000 captions</source>
        <translation>1,000 张 Flickr8k 开发集照片、5,000 条描述</translation>
    </message>
    <message>
        <source>A search needs a name.</source>
        <translation>搜索需要名称。</translation>
    </message>
    <message>
        <source>A tag needs a name.</source>
        <translation>标签需要名称。</translation>
    </message>
    <message>
        <source>Add a folder with photos: fovea add FOLDER</source>
        <translation>请添加存放照片的文件夹：fovea add FOLDER</translation>
    </message>
    <message>
        <source>An album needs a name.</source>
        <translation>相册需要名称。</translation>
    </message>
    <message>
        <source>Another Fovea is installing this encoder.</source>
        <translation>另一个 Fovea 正在安装这个编码器。</translation>
    </message>
    <message>
        <source>Another Fovea is {what} the library {folder} now.</source>
        <translation>另一个 Fovea 正在处理资料库 {folder}（{what}）。</translation>
    </message>
    <message>
        <source>Another encoder is installed as {key}.</source>
        <translation>已有另一个编码器以 {key} 的名称安装。</translation>
    </message>
    <message>
        <source>Apache-2.0 (weights); fitted on research-use data, see the model card</source>
        <translation>Apache-2.0（权重）；用仅供研究的数据训练，见模型卡</translation>
    </message>
    <message>
        <source>Apple Machine Learning Research Model licence (apple-amlr)</source>
        <translation>Apple 机器学习研究模型许可证 (apple-amlr)</translation>
    </message>
    <message>
        <source>As ViT-B/32 with four times as many patches: sees smaller things, at a quarter of the speed.</source>
        <translation>与 ViT-B/32 相同，但图块数为四倍：能看清更小的东西，速度为四分之一。</translation>
    </message>
    <message>
        <source>Bring the library up to date and look again: fovea index</source>
        <translation>请更新资料库后再查看：fovea index</translation>
    </message>
    <message>
        <source>Changes are found only by looking again now and then: {why}</source>
        <translation>只能靠不时重新查看来发现更改：{why}</translation>
    </message>
    <message>
        <source>Changes in {folder} are found only by looking again now and then, because it has more folders than this system lets one person watch. To raise the limit: {command}</source>
        <translation>{folder} 中的更改只能靠不时重新查看来发现，因为其中的文件夹数超过了系统允许监视的数量。提高上限：{command}</translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <translation>请检查其权限。</translation>
    </message>
    <message>
        <source>Check the drive or the network, then index again.</source>
        <translation>请检查硬盘或网络，再重新索引。</translation>
    </message>
    <message>
        <source>Check the permissions of its folder and the room on its disk.</source>
        <translation>请检查其文件夹的权限和磁盘空间。</translation>
    </message>
    <message>
        <source>Check the permissions of the library&apos;s folder, or choose another with --library DIR.</source>
        <translation>请检查资料库文件夹的权限，或用 --library DIR 选择其他位置。</translation>
    </message>
    <message>
        <source>Check the spelling.</source>
        <translation>请检查拼写。</translation>
    </message>
    <message>
        <source>Choose a folder with photos.</source>
        <translation>请选择存放照片的文件夹。</translation>
    </message>
    <message>
        <source>Choose another backup; this one is left alone.</source>
        <translation>请选择其他备份；这个文件不受影响。</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>请选择其他文件夹，或腾出一些空间。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>Choose another place with --library DIR.</source>
        <translation>请用 --library DIR 选择其他位置。</translation>
    </message>
    <message>
        <source>Choose the folder it lies in.</source>
        <translation>请选择它所在的文件夹。</translation>
    </message>
    <message>
        <source>Close all windows of Fovea, check the permissions of the library&apos;s folder, and try again.</source>
        <translation>请关闭 Fovea 的所有窗口，检查资料库文件夹的权限，再试一次。</translation>
    </message>
    <message>
        <source>Close its window, or end that indexing, and try again.</source>
        <translation>请关闭它的窗口或结束索引，再试一次。</translation>
    </message>
    <message>
        <source>Close other programs, or set the device to cpu.</source>
        <translation>请关闭其他程序，或将设备设为 cpu。</translation>
    </message>
    <message>
        <source>Connect its drive and try again.</source>
        <translation>请连接所在的硬盘再试。</translation>
    </message>
    <message>
        <source>Connect its drive, and try again.</source>
        <translation>请连接所在的硬盘再试。</translation>
    </message>
    <message>
        <source>Copies can&apos;t be written to {folder} ({why}).</source>
        <translation>无法将副本写入 {folder}（{why}）。</translation>
    </message>
    <message>
        <source>Copy it again from the camera or a backup.</source>
        <translation>请从相机或备份重新复制。</translation>
    </message>
    <message>
        <source>Crossmodal-3600 Chinese, mean of R@1, R@5 and R@10</source>
        <translation>Crossmodal-3600 中文，R@1、R@5 和 R@10 的平均</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>设备正忙</translation>
    </message>
    <message>
        <source>Fetch it again.</source>
        <translation>请重新下载。</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>Flickr30K-CN (1,000 photos)</source>
        <translation>Flickr30K-CN（1,000 张照片）</translation>
    </message>
    <message>
        <source>Flickr30k (1,000 photos)</source>
        <translation>Flickr30k（1,000 张照片）</translation>
    </message>
    <message>
        <source>For instance: &apos;*.png&apos; or &apos;Scans/&apos;.</source>
        <translation>例如：&apos;*.png&apos; 或 &apos;Scans/&apos;。</translation>
    </message>
    <message>
        <source>Fovea ended {times} times while reading &quot;{name}&quot;.</source>
        <translation>“{name}”在读取时曾使 Fovea 退出 {times} 次。</translation>
    </message>
    <message>
        <source>Fovea wants each tower in one file: fovea encoders export makes such ones.</source>
        <translation>Fovea 要求每部分各为一个文件：fovea encoders export 可生成。</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>请腾出一些空间再试。</translation>
    </message>
    <message>
        <source>Free some space on that disk, or choose another place with --library DIR.</source>
        <translation>请在该磁盘上腾出一些空间，或用 --library DIR 选择其他位置。</translation>
    </message>
    <message>
        <source>Free some space on that disk.</source>
        <translation>请在该磁盘上腾出一些空间。</translation>
    </message>
    <message>
        <source>Free some space or choose another folder.</source>
        <translation>请腾出一些空间，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Get the encoder again.</source>
        <translation>请重新获取编码器。</translation>
    </message>
    <message>
        <source>Get tokenizer and towers from the same place.</source>
        <translation>请从同一处获取分词器和模型文件。</translation>
    </message>
    <message>
        <source>Give yourself the right to read it, then index again.</source>
        <translation>请为自己授予读取权限，再重新索引。</translation>
    </message>
    <message>
        <source>HF_HUB_OFFLINE is set, so nothing is downloaded.</source>
        <translation>已设置 HF_HUB_OFFLINE，因此不会下载。</translation>
    </message>
    <message>
        <source>If it shows something, save a copy as JPEG; otherwise rename or remove it.</source>
        <translation>如果它有内容，请另存为 JPEG 副本；否则请重命名或移除。</translation>
    </message>
    <message>
        <source>If the trash is on a drive that is away, connect it.</source>
        <translation>如果回收站在未连接的硬盘上，请先连接。</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>读写错误</translation>
    </message>
    <message>
        <source>Install Fovea again.</source>
        <translation>请重新安装 Fovea。</translation>
    </message>
    <message>
        <source>Install the encoder again, or choose another one with `fovea encoders use`.</source>
        <translation>请重新安装编码器，或用 `fovea encoders use` 选择其他编码器。</translation>
    </message>
    <message>
        <source>Install the encoder again.</source>
        <translation>请重新安装编码器。</translation>
    </message>
    <message>
        <source>Install the newer version again, or use another library with --library DIR.</source>
        <translation>请重新安装较新的版本，或用 --library DIR 使用其他资料库。</translation>
    </message>
    <message>
        <source>Install the newer version again.</source>
        <translation>请重新安装较新的版本。</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>它是文件夹</translation>
    </message>
    <message>
        <source>Is this computer online? Behind a proxy, set HTTPS_PROXY; where the hub is blocked, set HF_ENDPOINT to a mirror. {or_else}</source>
        <translation>电脑联网了吗？如需代理，请设置 HTTPS_PROXY；如果网站被屏蔽，请将 HF_ENDPOINT 设为镜像地址。{or_else}</translation>
    </message>
    <message>
        <source>It can&apos;t be used for searching.</source>
        <translation>它不能用于搜索。</translation>
    </message>
    <message>
        <source>It goes on by itself; `fovea status` shows how far it is.</source>
        <translation>它会自行继续；用 `fovea status` 可查看进度。</translation>
    </message>
    <message>
        <source>It is found again if it was only moved.</source>
        <translation>如果只是移动了位置，会再次找到它。</translation>
    </message>
    <message>
        <source>It is read again when it is complete.</source>
        <translation>写完后会重新读取。</translation>
    </message>
    <message>
        <source>It is tried again every few minutes; what you said is safe in the library.</source>
        <translation>每隔几分钟会重试；您添加的信息已保存在资料库中。</translation>
    </message>
    <message>
        <source>It is where it was.</source>
        <translation>它仍在原处。</translation>
    </message>
    <message>
        <source>It was thrown away. If that happens again, something on the way changes it: another network.</source>
        <translation>文件已丢弃。如果再次发生，说明传输途中被改动：请换一个网络。</translation>
    </message>
    <message>
        <source>JSON of another kind</source>
        <translation>其他类型的 JSON</translation>
    </message>
    <message>
        <source>Keep it on a local drive: --library DIR (photos may lie anywhere). {variable}=1 allows it all the same, if no other computer ever uses it at the same time.</source>
        <translation>请放在本地硬盘上：--library DIR（照片可以在任何位置）。如果绝不会有其他电脑同时使用，可用 {variable}=1 允许。</translation>
    </message>
    <message>
        <source>MIT (the code&apos;s; none is named for the weights)</source>
        <translation>MIT（代码的许可证；权重未注明）</translation>
    </message>
    <message>
        <source>Make an encoder directory of it: fovea encoders export</source>
        <translation>请用它生成编码器文件夹：fovea encoders export</translation>
    </message>
    <message>
        <source>Make room on its disk or give yourself the right to write there, then index again.</source>
        <translation>请在磁盘上腾出空间或为自己授予写入权限，再重新索引。</translation>
    </message>
    <message>
        <source>Make room or give yourself the right to write there, then index again.</source>
        <translation>请腾出空间或为自己授予写入权限，再重新索引。</translation>
    </message>
    <message>
        <source>Make them yourself: fovea encoders export {name}</source>
        <translation>请自行生成：fovea encoders export {name}</translation>
    </message>
    <message>
        <source>More changed at once than the system could tell, so all was looked through. {advice}</source>
        <translation>一次的更改多到系统无法逐一通知，因此已全部重新查看。{advice}</translation>
    </message>
    <message>
        <source>Name a file that fovea backup wrote.</source>
        <translation>请指定由 fovea backup 写出的文件。</translation>
    </message>
    <message>
        <source>Nearly as good as far larger ones, and several times faster. For research only, says Apple&apos;s licence.</source>
        <translation>效果接近大得多的编码器，速度快数倍。按 Apple 的许可证仅限研究使用。</translation>
    </message>
    <message>
        <source>No backup was made today: {error}</source>
        <translation>今天没有备份：{error}</translation>
    </message>
    <message>
        <source>No encoder named {name} is known.</source>
        <translation>没有名为 {name} 的已知编码器。</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>文件或文件夹不存在</translation>
    </message>
    <message>
        <source>Non-commercial scientific research and academic development only; no use in any commercial product or service.</source>
        <translation>仅限非商业的科学研究和学术开发，不得用于任何商业产品或服务。</translation>
    </message>
    <message>
        <source>Not for commercial use.</source>
        <translation>不可商用。</translation>
    </message>
    <message>
        <source>Nothing is asked, so there is nothing to save.</source>
        <translation>还没有搜索内容，没有可保存的。</translation>
    </message>
    <message>
        <source>Nothing that can&apos;t be made again is in it: fovea restore --newest takes its backup, if there is a good one, and fovea index encodes what is missing. The damaged file is kept.</source>
        <translation>其中没有无法重新生成的内容：fovea restore --newest 会使用它的完好备份（如果有），fovea index 会编码缺少的部分。损坏的文件会保留。</translation>
    </message>
    <message>
        <source>Nothing was asked that can be seen in a photo.</source>
        <translation>搜索内容中没有能在照片里看到的东西。</translation>
    </message>
    <message>
        <source>Nothing was downloaded. Unset HF_ENDPOINT, or update Fovea.</source>
        <translation>没有下载任何内容。请取消设置 HF_ENDPOINT，或更新 Fovea。</translation>
    </message>
    <message>
        <source>OpenAI&apos;s model card calls any deployed use out of scope without testing of one&apos;s own.</source>
        <translation>OpenAI 的模型卡说明：未经自行测试的任何部署使用都不在其适用范围内。</translation>
    </message>
    <message>
        <source>Or fetch the files elsewhere and give their folder: fovea encoders install NAME --from DIR</source>
        <translation>也可以在别处下载文件再指定其文件夹：fovea encoders install NAME --from DIR</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>Please report it, with the log.</source>
        <translation>请附上日志反馈此问题。</translation>
    </message>
    <message>
        <source>Put it back from the trash itself.</source>
        <translation>请直接从回收站还原。</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>文件系统是只读的</translation>
    </message>
    <message>
        <source>Remove it first with `fovea encoders remove`, or give this one another revision.</source>
        <translation>请先用 `fovea encoders remove` 移除它，或为这个编码器指定其他版本。</translation>
    </message>
    <message>
        <source>Rename or remove it to have it no longer listed.</source>
        <translation>重命名或移除后便不再列出。</translation>
    </message>
    <message>
        <source>Rename the photo, or have the copies named by day and number.</source>
        <translation>请重命名照片，或让副本按日期和序号命名。</translation>
    </message>
    <message>
        <source>Save a copy as JPEG to have it found.</source>
        <translation>另存为 JPEG 副本，就能被找到。</translation>
    </message>
    <message>
        <source>Save a copy of it in another program.</source>
        <translation>请用其他程序另存一个副本。</translation>
    </message>
    <message>
        <source>Save a smaller copy of it to have it found.</source>
        <translation>另存一个较小的副本，就能被找到。</translation>
    </message>
    <message>
        <source>See `fovea encoders list` for the ones that are here.</source>
        <translation>用 `fovea encoders list` 可查看已有的编码器。</translation>
    </message>
    <message>
        <source>Take it from commit {commit} of {repository}.</source>
        <translation>请从 {repository} 的提交 {commit} 获取。</translation>
    </message>
    <message>
        <source>Take one of your own: fovea restore FILE</source>
        <translation>请使用您自己的备份：fovea restore FILE</translation>
    </message>
    <message>
        <source>Text in photos can&apos;t be read: the package rapidocr is not installed.</source>
        <translation>无法读取照片里的文字：未安装 rapidocr 组件。</translation>
    </message>
    <message>
        <source>The album “{name}…” has {count} characters.</source>
        <translation>相册“{name}…”有 {count} 个字符。</translation>
    </message>
    <message>
        <source>The best of the small ones: as fast as CLIP ViT-B/32 and clearly better at finding.</source>
        <translation>小型编码器中最好的：与 CLIP ViT-B/32 一样快，找得明显更准。</translation>
    </message>
    <message>
        <source>The best of this list, and multilingual. Large, and on a processor about as slow as CLIP ViT-B/16.</source>
        <translation>此列表中最好的，懂多种语言。体积大，在处理器上与 CLIP ViT-B/16 差不多慢。</translation>
    </message>
    <message>
        <source>The classic. Fast on any processor; knows far more of the world than the built-in encoder.</source>
        <translation>经典之作。在任何处理器上都很快，见识远比内置编码器广。</translation>
    </message>
    <message>
        <source>The copy of {file} has not all of its rows.</source>
        <translation>{file} 的副本缺少部分数据。</translation>
    </message>
    <message>
        <source>The database {file} can&apos;t be opened or written ({error}).</source>
        <translation>无法打开或写入数据库 {file}（{error}）。</translation>
    </message>
    <message>
        <source>The database {file} is damaged.</source>
        <translation>数据库 {file} 已损坏。</translation>
    </message>
    <message>
        <source>The database {file} is damaged: {problem}.</source>
        <translation>数据库 {file} 已损坏：{problem}。</translation>
    </message>
    <message>
        <source>The database {file} is in use by another program.</source>
        <translation>数据库 {file} 正被其他程序使用。</translation>
    </message>
    <message>
        <source>The disk may be failing: copy the library&apos;s folder to another one, and name it with --library.</source>
        <translation>磁盘可能有故障：请把资料库文件夹复制到其他磁盘，并用 --library 指定。</translation>
    </message>
    <message>
        <source>The disk of {folder} is full.</source>
        <translation>{folder} 所在的磁盘已满。</translation>
    </message>
    <message>
        <source>The download was stopped.</source>
        <translation>下载已停止。</translation>
    </message>
    <message>
        <source>The folder around {folder} was removed meanwhile.</source>
        <translation>包含 {folder} 的文件夹已在此期间被移除。</translation>
    </message>
    <message>
        <source>The folder {name} can&apos;t be read: {problem}.</source>
        <translation>无法读取文件夹 {name}：{problem}。</translation>
    </message>
    <message>
        <source>The library can&apos;t be read: {file} ({error}).</source>
        <translation>无法读取资料库：{file}（{error}）。</translation>
    </message>
    <message>
        <source>The library can&apos;t be written: {file} ({error}).</source>
        <translation>无法写入资料库：{file}（{error}）。</translation>
    </message>
    <message>
        <source>The library folder {folder} can&apos;t be made: {why}.</source>
        <translation>无法创建资料库文件夹 {folder}：{why}。</translation>
    </message>
    <message>
        <source>The library has no encoder {name} that could be removed.</source>
        <translation>资料库中没有可移除的编码器 {name}。</translation>
    </message>
    <message>
        <source>The library {folder} can&apos;t be written: {why}.</source>
        <translation>无法写入资料库 {folder}：{why}。</translation>
    </message>
    <message>
        <source>The library {folder} lies on another computer, where SQLite&apos;s write-ahead log can be damaged as soon as two computers use it.</source>
        <translation>资料库 {folder} 位于另一台电脑上；只要两台电脑同时使用，SQLite 的预写日志就可能损坏。</translation>
    </message>
    <message>
        <source>The library {folder} was made by a newer Fovea (schema {version}, this one knows {known}).</source>
        <translation>资料库 {folder} 由更新版本的 Fovea 创建（结构版本 {version}，此版本只认识到 {known}）。</translation>
    </message>
    <message>
        <source>The older one is still in the trash.</source>
        <translation>旧文件仍在回收站中。</translation>
    </message>
    <message>
        <source>The one for rare languages: 201 of them. The largest of this list. Not for commercial use.</source>
        <translation>适合少数语言，共支持 201 种。此列表中最大的。不可商用。</translation>
    </message>
    <message>
        <source>The part {part} of a library can&apos;t be made again.</source>
        <translation>资料库的这一部分无法重新生成：{part}。</translation>
    </message>
    <message>
        <source>The pattern {pattern} can&apos;t be understood.</source>
        <translation>无法理解模式 {pattern}。</translation>
    </message>
    <message>
        <source>The pattern {pattern} excludes nothing.</source>
        <translation>模式 {pattern} 不会忽略任何内容。</translation>
    </message>
    <message>
        <source>The photo it belongs to is shown without what it says.</source>
        <translation>所属的照片会显示，但不含其中的信息。</translation>
    </message>
    <message>
        <source>The same command goes on where it stopped.</source>
        <translation>再次安装会从停下的地方继续。</translation>
    </message>
    <message>
        <source>The search “{name}…” has {count} characters.</source>
        <translation>搜索“{name}…”有 {count} 个字符。</translation>
    </message>
    <message>
        <source>The server refuses {address} (HTTP {status}).</source>
        <translation>服务器拒绝了 {address}（HTTP {status}）。</translation>
    </message>
    <message>
        <source>The tag “{name}…” has {count} characters.</source>
        <translation>标签“{name}…”有 {count} 个字符。</translation>
    </message>
    <message>
        <source>The thumbnails in &quot;{folder}&quot; can&apos;t be written: {why}.</source>
        <translation>无法写入“{folder}”中的缩略图：{why}。</translation>
    </message>
    <message>
        <source>The tokenizer.json that arrived is not valid JSON.</source>
        <translation>下载的 tokenizer.json 不是有效的 JSON。</translation>
    </message>
    <message>
        <source>There is a backup of {date}: fovea restore --newest takes the newest good one. The damaged file is kept.</source>
        <translation>有一份 {date} 的备份：fovea restore --newest 会使用最新的完好备份。损坏的文件会保留。</translation>
    </message>
    <message>
        <source>There is a saved search “{name}” already.</source>
        <translation>已有保存的搜索“{name}”。</translation>
    </message>
    <message>
        <source>There is an album “{name}” already.</source>
        <translation>已有相册“{name}”。</translation>
    </message>
    <message>
        <source>There is another file at {name} now.</source>
        <translation>{name} 处现在已有另一个文件。</translation>
    </message>
    <message>
        <source>There is no album “{name}”.</source>
        <translation>没有相册“{name}”。</translation>
    </message>
    <message>
        <source>There is no automatic backup yet; take one of your own: fovea restore FILE.</source>
        <translation>还没有自动备份；请使用您自己的备份：fovea restore FILE。</translation>
    </message>
    <message>
        <source>There is no encoder at {folder}.</source>
        <translation>{folder} 中没有编码器。</translation>
    </message>
    <message>
        <source>There is no encoder named {name} here.</source>
        <translation>这里没有名为 {name} 的编码器。</translation>
    </message>
    <message>
        <source>There is no file {file}.</source>
        <translation>没有文件 {file}。</translation>
    </message>
    <message>
        <source>There is no folder {name}.</source>
        <translation>没有文件夹 {name}。</translation>
    </message>
    <message>
        <source>There is no good automatic backup of {file}.</source>
        <translation>没有 {file} 的完好自动备份。</translation>
    </message>
    <message>
        <source>There is no library in {folder} yet.</source>
        <translation>{folder} 中还没有资料库。</translation>
    </message>
    <message>
        <source>There is no room for a backup in {folder}: it needs {needed} MB, and {free} MB are free.</source>
        <translation>{folder} 没有足够空间存放备份：需要 {needed} MB，可用 {free} MB。</translation>
    </message>
    <message>
        <source>There is no saved search “{name}”.</source>
        <translation>没有保存的搜索“{name}”。</translation>
    </message>
    <message>
        <source>There is no {file} any more, or it is private.</source>
        <translation>{file} 已不存在，或不公开。</translation>
    </message>
    <message>
        <source>There is not enough memory on {device} for {path}.</source>
        <translation>{device} 的内存不足以运行 {path}。</translation>
    </message>
    <message>
        <source>They are at: {addresses}</source>
        <translation>下载地址：{addresses}</translation>
    </message>
    <message>
        <source>They are written as in .gitignore: &apos;*.png&apos;.</source>
        <translation>写法与 .gitignore 相同：&apos;*.png&apos;。</translation>
    </message>
    <message>
        <source>This photo is not in the library any more.</source>
        <translation>这张照片已不在资料库中。</translation>
    </message>
    <message>
        <source>This system does not say where its trash keeps {name}.</source>
        <translation>系统未说明回收站把 {name} 放在哪里。</translation>
    </message>
    <message>
        <source>Those that are: {known}.</source>
        <translation>已有的编码器：{known}。</translation>
    </message>
    <message>
        <source>Those that can be had: {known}.</source>
        <translation>可以安装的编码器：{known}。</translation>
    </message>
    <message>
        <source>To make that rarer: sudo sysctl fs.inotify.max_queued_events=262144</source>
        <translation>减少此类情况：sudo sysctl fs.inotify.max_queued_events=262144</translation>
    </message>
    <message>
        <source>Trained on 200 million Chinese pairs: the best of its size for questions in Chinese.</source>
        <translation>用 2 亿组中文图文训练：同等大小中最适合中文搜索的。</translation>
    </message>
    <message>
        <source>Try again when Fovea or the file is a newer one.</source>
        <translation>请在更新 Fovea 或文件之后重试。</translation>
    </message>
    <message>
        <source>Try again with the device set to cpu.</source>
        <translation>请将设备设为 cpu 再试。</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>请重试。</translation>
    </message>
    <message>
        <source>Type at least one letter.</source>
        <translation>请至少输入一个字。</translation>
    </message>
    <message>
        <source>Type what should be in it, or ask with a picture.</source>
        <translation>请输入照片里应有的内容，或用图片搜索。</translation>
    </message>
    <message>
        <source>Type what to search for.</source>
        <translation>请输入要搜索的内容。</translation>
    </message>
    <message>
        <source>Unset it. {or_else}</source>
        <translation>请取消该设置。{or_else}</translation>
    </message>
    <message>
        <source>Update Fovea, or install the encoder again.</source>
        <translation>请更新 Fovea，或重新安装编码器。</translation>
    </message>
    <message>
        <source>Use {count} at most.</source>
        <translation>最多使用 {count} 个。</translation>
    </message>
    <message>
        <source>Wait until it is done.</source>
        <translation>请等它完成。</translation>
    </message>
    <message>
        <source>What has arrived is kept: free some space, and the same command goes on from there.</source>
        <translation>已下载的部分会保留：腾出空间后再次安装会继续。</translation>
    </message>
    <message>
        <source>What has arrived is kept; the same command goes on from there. {advice}</source>
        <translation>已下载的部分会保留，再次安装会继续。{advice}</translation>
    </message>
    <message>
        <source>Write it again with the program that made it.</source>
        <translation>请用生成它的程序重新写入。</translation>
    </message>
    <message>
        <source>XML of another kind</source>
        <translation>其他类型的 XML</translation>
    </message>
    <message>
        <source>a DirectDraw texture</source>
        <translation> DirectDraw 纹理</translation>
    </message>
    <message>
        <source>a JPEG XL picture, for which there is no decoder on this system</source>
        <translation>JPEG XL 图片，此系统上没有相应的解码器</translation>
    </message>
    <message>
        <source>a JPEG XR picture</source>
        <translation> JPEG XR 图片</translation>
    </message>
    <message>
        <source>a Photoshop document</source>
        <translation> Photoshop 文档</translation>
    </message>
    <message>
        <source>a TIFF with a rare compression</source>
        <translation>使用罕见压缩方式的 TIFF</translation>
    </message>
    <message>
        <source>a TIFF with colours in floating point</source>
        <translation>使用浮点颜色的 TIFF</translation>
    </message>
    <message>
        <source>a TIFF with colours of more than 16 bits</source>
        <translation>颜色超过 16 位的 TIFF</translation>
    </message>
    <message>
        <source>a TIFF with deep colours in separate planes</source>
        <translation>高位深分平面存储的 TIFF</translation>
    </message>
    <message>
        <source>a date looks like 2020, 2020-05, 2020-05-31 or “last summer”</source>
        <translation>日期写作 2020、2020-05、2020-05-31 或“去年夏天”</translation>
    </message>
    <message>
        <source>a device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>a folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>a month looks like 5 or may</source>
        <translation>月份写作 5 或 may</translation>
    </message>
    <message>
        <source>a named pipe</source>
        <translation>命名管道</translation>
    </message>
    <message>
        <source>a rating looks like 5, &gt;=4 or none</source>
        <translation>星级写作 5、&gt;=4 或 none</translation>
    </message>
    <message>
        <source>a size looks like &gt;5mb, &lt;300kb or 1mb-5mb</source>
        <translation>大小写作 &gt;5mb、&lt;300kb 或 1mb-5mb</translation>
    </message>
    <message>
        <source>a time looks like 18-20, 8pm or night</source>
        <translation>时间写作 18-20、8pm 或 night</translation>
    </message>
    <message>
        <source>a weekday looks like sunday or weekend</source>
        <translation>星期写作 sunday 或 weekend</translation>
    </message>
    <message>
        <source>a year looks like 2020 or 2018-2020</source>
        <translation>年份写作 2020 或 2018-2020</translation>
    </message>
    <message>
        <source>an OpenEXR picture</source>
        <translation> OpenEXR 图片</translation>
    </message>
    <message>
        <source>another drive is mounted in its place</source>
        <translation>有别的硬盘挂载在它的位置</translation>
    </message>
    <message>
        <source>database disk image is malformed</source>
        <translation>数据库内容已损坏</translation>
    </message>
    <message>
        <source>file is not a database</source>
        <translation>文件不是数据库</translation>
    </message>
    <message>
        <source>indexing</source>
        <translation>索引</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>是空的</translation>
    </message>
    <message>
        <source>it is empty; perhaps another drive is mounted in its place</source>
        <translation>它是空的，可能有别的硬盘挂载在它的位置</translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation>已丢失</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>找不到该位置</translation>
    </message>
    <message>
        <source>it is only a link to a file elsewhere</source>
        <translation>它只是指向别处文件的链接</translation>
    </message>
    <message>
        <source>it takes a date, or “recently”</source>
        <translation>应写日期或“recently”</translation>
    </message>
    <message>
        <source>it takes a part of a file&apos;s name</source>
        <translation>应写文件名的一部分</translation>
    </message>
    <message>
        <source>it takes a tag</source>
        <translation>应写标签</translation>
    </message>
    <message>
        <source>it takes an album</source>
        <translation>应写相册</translation>
    </message>
    <message>
        <source>it takes jpeg, heic, png, gif, tiff, webp, avif, raw, …</source>
        <translation>可写 jpeg、heic、png、gif、tiff、webp、avif、raw…</translation>
    </message>
    <message>
        <source>it takes screenshot, portrait, landscape, square, panorama, raw, motion, animated</source>
        <translation>可写 screenshot、portrait、landscape、square、panorama、raw、motion、animated</translation>
    </message>
    <message>
        <source>it takes the name of a camera</source>
        <translation>应写相机名称</translation>
    </message>
    <message>
        <source>it takes the name of a folder</source>
        <translation>应写文件夹名称</translation>
    </message>
    <message>
        <source>it takes the name of a lens</source>
        <translation>应写镜头名称</translation>
    </message>
    <message>
        <source>it takes yes or no</source>
        <translation>应写 yes 或 no</translation>
    </message>
    <message>
        <source>its drive can only be read</source>
        <translation>所在硬盘是只读的</translation>
    </message>
    <message>
        <source>its drive or share is not connected</source>
        <translation>所在的硬盘或共享未连接</translation>
    </message>
    <message>
        <source>its name would be too long</source>
        <translation>文件名会过长</translation>
    </message>
    <message>
        <source>larger than XMP ever is</source>
        <translation>比任何 XMP 都大的文件</translation>
    </message>
    <message>
        <source>more pixels than any photo has</source>
        <translation>像素数超过任何照片</translation>
    </message>
    <message>
        <source>no photo is known to be taken there</source>
        <translation>没有照片是在那里拍的</translation>
    </message>
    <message>
        <source>the connection was closed early</source>
        <translation>连接提前关闭</translation>
    </message>
    <message>
        <source>the pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>the server answered {status}</source>
        <translation>服务器返回 {status}</translation>
    </message>
    <message>
        <source>there is no room left for you on its drive</source>
        <translation>您在所在硬盘上的配额已用完</translation>
    </message>
    <message>
        <source>there is no room left on its drive</source>
        <translation>所在硬盘已没有空间</translation>
    </message>
    <message>
        <source>tidying</source>
        <translation>整理</translation>
    </message>
    <message>
        <source>too many programs watch folders already. To raise the limit: {command}</source>
        <translation>监视文件夹的程序已经太多。提高上限：{command}</translation>
    </message>
    <message>
        <source>unknown error</source>
        <translation>未知错误</translation>
    </message>
    <message>
        <source>using</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>writing the index of</source>
        <translation>写入索引</translation>
    </message>
    <message>
        <source>you may not write it, or not in its folder</source>
        <translation>您没有写入它或其文件夹的权限</translation>
    </message>
    <message>
        <source>{address} sent another part than was asked for ({where}).</source>
        <translation>{address} 返回的部分与请求的不同（{where}）。</translation>
    </message>
    <message>
        <source>{count} more can&apos;t be read</source>
        <translation>另有 {count} 个无法读取</translation>
    </message>
    <message>
        <source>{endpoint} can&apos;t be reached: {why}.</source>
        <translation>无法连接 {endpoint}：{why}。</translation>
    </message>
    <message>
        <source>{endpoint} does not say how large {repository}/{path} is.</source>
        <translation>{endpoint} 未说明 {repository}/{path} 的大小。</translation>
    </message>
    <message>
        <source>{endpoint} does not say which version of {repository} it has.</source>
        <translation>{endpoint} 未说明 {repository} 的版本。</translation>
    </message>
    <message>
        <source>{file} at {endpoint} is not the file Fovea knows (commit {commit}).</source>
        <translation>{endpoint} 上的 {file} 不是 Fovea 认识的文件（提交 {commit}）。</translation>
    </message>
    <message>
        <source>{file} can&apos;t be put aside: {why}.</source>
        <translation>无法移开 {file}：{why}。</translation>
    </message>
    <message>
        <source>{file} did not arrive as it was promised: its sha256 is {found}, not {wanted}.</source>
        <translation>{file} 与预期不符：其 sha256 为 {found}，而非 {wanted}。</translation>
    </message>
    <message>
        <source>{file} has {size} bytes instead of {wanted}.</source>
        <translation>{file} 有 {size} 字节，应为 {wanted} 字节。</translation>
    </message>
    <message>
        <source>{file} is damaged: its sha256 is not the manifest&apos;s.</source>
        <translation>{file} 已损坏：其 sha256 与清单不符。</translation>
    </message>
    <message>
        <source>{file} is missing.</source>
        <translation>缺少 {file}。</translation>
    </message>
    <message>
        <source>{file} is not a database of Fovea.</source>
        <translation>{file} 不是 Fovea 的数据库。</translation>
    </message>
    <message>
        <source>{file} is not a whole backup: {problem}.</source>
        <translation>{file} 不是完整的备份：{problem}。</translation>
    </message>
    <message>
        <source>{file} stopped arriving at {done} of {total} MB: {why}.</source>
        <translation>{file} 在下载到 {done}/{total} MB 时中断：{why}。</translation>
    </message>
    <message>
        <source>{file} wants an account and an agreement first.</source>
        <translation>{file} 需要先有账号并同意协议。</translation>
    </message>
    <message>
        <source>{file} was written by a newer Fovea.</source>
        <translation>{file} 由更新版本的 Fovea 写入。</translation>
    </message>
    <message>
        <source>{folder} has {free} MB free; {needed} MB are needed.</source>
        <translation>{folder} 可用空间 {free} MB，需要 {needed} MB。</translation>
    </message>
    <message>
        <source>{folder} is offline: {problem}</source>
        <translation>{folder} 离线：{problem}</translation>
    </message>
    <message>
        <source>{key} is in use.</source>
        <translation>{key} 正在使用。</translation>
    </message>
    <message>
        <source>{kind}, which Fovea can&apos;t read</source>
        <translation>{kind}，Fovea 无法读取</translation>
    </message>
    <message>
        <source>{name} belongs to Fovea&apos;s own library.</source>
        <translation>{name} 属于 Fovea 自己的资料库。</translation>
    </message>
    <message>
        <source>{name} can&apos;t be put back: {why}.</source>
        <translation>无法还原 {name}：{why}。</translation>
    </message>
    <message>
        <source>{name} can&apos;t be read</source>
        <translation>无法读取 {name}</translation>
    </message>
    <message>
        <source>{name} is not a folder.</source>
        <translation>{name} 不是文件夹。</translation>
    </message>
    <message>
        <source>{name} is not in the trash any more.</source>
        <translation>{name} 已不在回收站中。</translation>
    </message>
    <message>
        <source>{name} was left alone: it holds other bytes than {kept}.</source>
        <translation>已保留 {name}：它的内容与 {kept} 不同。</translation>
    </message>
    <message>
        <source>{name} was left alone: it is the file that is kept, under another name.</source>
        <translation>已保留 {name}：它就是要保留的文件，只是名称不同。</translation>
    </message>
    <message>
        <source>{name} was left alone: {mine} belongs to it, and has no copy beside {kept}.</source>
        <translation>已保留 {name}：{mine} 属于它，而 {kept} 旁边没有相应的副本。</translation>
    </message>
    <message>
        <source>{part} can&apos;t be deleted: {why}.</source>
        <translation>无法删除 {part}：{why}。</translation>
    </message>
    <message>
        <source>{path} belongs to another encoder: {problem}.</source>
        <translation>{path} 属于另一个编码器：{problem}。</translation>
    </message>
    <message>
        <source>{path} can&apos;t be called so there ({why}).</source>
        <translation>在那里不能使用文件名 {path}（{why}）。</translation>
    </message>
    <message>
        <source>{path} can&apos;t be moved to the trash: {why}.</source>
        <translation>无法将 {path} 移到回收站：{why}。</translation>
    </message>
    <message>
        <source>{path} can&apos;t be read now ({why}).</source>
        <translation>现在无法读取 {path}（{why}）。</translation>
    </message>
    <message>
        <source>{path} can&apos;t be read: {why}.</source>
        <translation>无法读取 {path}：{why}。</translation>
    </message>
    <message>
        <source>{path} can&apos;t be run: {error}.</source>
        <translation>{path} 无法运行：{error}。</translation>
    </message>
    <message>
        <source>{path} can&apos;t be written: {why}.</source>
        <translation>无法写入 {path}：{why}。</translation>
    </message>
    <message>
        <source>{path} computed something that is not a number on {device}.</source>
        <translation>{path} 在 {device} 上算出了非数字的结果。</translation>
    </message>
    <message>
        <source>{path} fails on {device}: {error}.</source>
        <translation>{path} 在 {device} 上运行失败：{error}。</translation>
    </message>
    <message>
        <source>{path} gives the same vector for different {what}.</source>
        <translation>{path} 对不同的内容给出相同的向量（{what}）。</translation>
    </message>
    <message>
        <source>{path} holds weights of another program (a pickle or an archive), which Fovea does not open.</source>
        <translation>{path} 含有其他程序的权重（pickle 或压缩包），Fovea 不会打开。</translation>
    </message>
    <message>
        <source>{path} is far too large to be what it says.</source>
        <translation>{path} 过大，与其名称不符。</translation>
    </message>
    <message>
        <source>{path} is not a tokenizer: {error}.</source>
        <translation>{path} 不是分词器：{error}。</translation>
    </message>
    <message>
        <source>{path} is not an ONNX file.</source>
        <translation>{path} 不是 ONNX 文件。</translation>
    </message>
    <message>
        <source>{path} is not the file it should be: its sha256 is {found}, not {wanted}.</source>
        <translation>{path} 不是应有的文件：其 sha256 为 {found}，而非 {wanted}。</translation>
    </message>
    <message>
        <source>{path} is not valid JSON.</source>
        <translation>{path} 不是有效的 JSON。</translation>
    </message>
    <message>
        <source>{path} is of format {version}; this Fovea reads format {known}.</source>
        <translation>{path} 的格式为 {version}，此版本的 Fovea 读取格式 {known}。</translation>
    </message>
    <message>
        <source>{path} is wrong{where}: {problem}.</source>
        <translation>{path} 有误{where}：{problem}。</translation>
    </message>
    <message>
        <source>{path} keeps its weights in another file ({file}).</source>
        <translation>{path} 的权重在另一个文件中（{file}）。</translation>
    </message>
    <message>
        <source>{path} makes vectors of {width} numbers, but its manifest says {dimensions}.</source>
        <translation>{path} 生成 {width} 维的向量，而其清单写明 {dimensions} 维。</translation>
    </message>
    <message>
        <source>{path} was left alone: {known} is not there, or not what it was.</source>
        <translation>已保留 {path}：{known} 不存在或已改变。</translation>
    </message>
    <message>
        <source>{path} was left alone: {why}.</source>
        <translation>已保留 {path}：{why}。</translation>
    </message>
    <message>
        <source>{path} was not moved to the trash.</source>
        <translation>{path} 未能移到回收站。</translation>
    </message>
    <message>
        <source>{repository} has no commit {commit} any more.</source>
        <translation>{repository} 已没有提交 {commit}。</translation>
    </message>
    <message>
        <source>{repository} has no file {file} (commit {commit}).</source>
        <translation>{repository} 没有文件 {file}（提交 {commit}）。</translation>
    </message>
    <message>
        <source>{source} changed while it was copied.</source>
        <translation>{source} 在复制过程中发生了变化。</translation>
    </message>
    <message>
        <source>{source} lacks {files}.</source>
        <translation>{source} 中缺少 {files}。</translation>
    </message>
    <message>
        <source>{title} is not to be had as a pair of ONNX files.</source>
        <translation>{title} 没有现成的 ONNX 文件。</translation>
    </message>
    <message>
        <source>{width} x {height} pixels</source>
        <translation>{width} × {height} 像素</translation>
    </message>
    <message>
        <source>“{field}:{value}” was taken as words: it takes a number.</source>
        <translation>“{field}:{value}”被当作普通的词：应写一个数字。</translation>
    </message>
    <message>
        <source>“{field}:{value}” was taken as words: {expected}.</source>
        <translation>“{field}:{value}”被当作普通的词：{expected}。</translation>
    </message>
    <message>
        <source>“{text}” stands in no photo&apos;s words: the photos that look like it come first.</source>
        <translation>没有照片的文字含有“{text}”：画面相近的排在前面。</translation>
    </message>
</context>
<context>
    <name>language</name>
    <message>
        <source>Amharic</source>
        <translation>阿姆哈拉语</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>阿拉伯语</translation>
    </message>
    <message>
        <source>Armenian</source>
        <translation>亚美尼亚语</translation>
    </message>
    <message>
        <source>Bangla</source>
        <translation>孟加拉语</translation>
    </message>
    <message>
        <source>Burmese</source>
        <translation>缅甸语</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Croatian</source>
        <translation>克罗地亚语</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>捷克语</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>丹麦语</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>荷兰语</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英语</translation>
    </message>
    <message>
        <source>Filipino</source>
        <translation>菲律宾语</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>芬兰语</translation>
    </message>
    <message>
        <source>French</source>
        <translation>法语</translation>
    </message>
    <message>
        <source>Georgian</source>
        <translation>格鲁吉亚语</translation>
    </message>
    <message>
        <source>German</source>
        <translation>德语</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>希腊语</translation>
    </message>
    <message>
        <source>Gujarati</source>
        <translation>古吉拉特语</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>希伯来语</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>印地语</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>匈牙利语</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <translation>印度尼西亚语</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>意大利语</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日语</translation>
    </message>
    <message>
        <source>Kannada</source>
        <translation>卡纳达语</translation>
    </message>
    <message>
        <source>Khmer</source>
        <translation>高棉语</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>韩语</translation>
    </message>
    <message>
        <source>Lao</source>
        <translation>老挝语</translation>
    </message>
    <message>
        <source>Malayalam</source>
        <translation>马拉雅拉姆语</translation>
    </message>
    <message>
        <source>Māori</source>
        <translation>毛利语</translation>
    </message>
    <message>
        <source>Norwegian Bokmål</source>
        <translation>挪威语</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>波斯语</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>波兰语</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>葡萄牙语</translation>
    </message>
    <message>
        <source>Punjabi</source>
        <translation>旁遮普语</translation>
    </message>
    <message>
        <source>Romanian</source>
        <translation>罗马尼亚语</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>俄语</translation>
    </message>
    <message>
        <source>Sinhala</source>
        <translation>僧伽罗语</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>西班牙语</translation>
    </message>
    <message>
        <source>Swahili</source>
        <translation>斯瓦希里语</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>瑞典语</translation>
    </message>
    <message>
        <source>Tamil</source>
        <translation>泰米尔语</translation>
    </message>
    <message>
        <source>Telugu</source>
        <translation>泰卢固语</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>泰语</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>土耳其语</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>乌克兰语</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>越南语</translation>
    </message>
</context>
</TS>
