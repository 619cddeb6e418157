<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Program</name>
    <message>
        <source>--mode takes mock, real or auto, not “%1”</source>
        <translation>--mode nimmt mock, real oder auto, nicht „%1“</translation>
    </message>
    <message>
        <source>--theme takes light, dark or system, not “%1”</source>
        <translation>--theme nimmt light, dark oder system, nicht „%1“</translation>
    </message>
    <message>
        <source>--language takes one of %1, not “%2”</source>
        <translation>--language nimmt eines von %1, nicht „%2“</translation>
    </message>
    <message>
        <source>--size takes WIDTHxHEIGHT in pixels, such as 1280x800, not “%1”</source>
        <translation>--size nimmt BREITExHÖHE in Pixeln, etwa 1280x800, nicht „%1“</translation>
    </message>
    <message>
        <source>Catalogue your pictures by what is in them.</source>
        <translation>Erfassen Sie Ihre Bilder nach dem, was sie zeigen.</translation>
    </message>
    <message>
        <source>Use the library in this folder.</source>
        <translation>Die Bibliothek in diesem Ordner benutzen.</translation>
    </message>
    <message>
        <source>DIR</source>
        <translation>ORDNER</translation>
    </message>
    <message>
        <source>Which models describe: mock, real or auto.</source>
        <translation>Welche Modelle beschreiben: mock, real oder auto.</translation>
    </message>
    <message>
        <source>MODE</source>
        <translation>ART</translation>
    </message>
    <message>
        <source>light, dark or system, for this time.</source>
        <translation>light, dark oder system, für dieses Mal.</translation>
    </message>
    <message>
        <source>THEME</source>
        <translation>FARBEN</translation>
    </message>
    <message>
        <source>The window&apos;s language for this time, such as de.</source>
        <translation>Die Sprache des Fensters für dieses Mal, etwa de.</translation>
    </message>
    <message>
        <source>CODE</source>
        <translation>KÜRZEL</translation>
    </message>
    <message>
        <source>Write a picture of the window to FILE once all is on show, and quit.</source>
        <translation>Ein Bild des Fensters nach DATEI schreiben, sobald alles zu sehen ist, und enden.</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>DATEI</translation>
    </message>
    <message>
        <source>Size of the window, such as 1280x800.</source>
        <translation>Größe des Fensters, etwa 1280x800.</translation>
    </message>
    <message>
        <source>WxH</source>
        <translation>BxH</translation>
    </message>
    <message>
        <source>With --screenshot: search this first.</source>
        <translation>Mit --screenshot: zuerst dies suchen.</translation>
    </message>
    <message>
        <source>TEXT</source>
        <translation>TEXT</translation>
    </message>
    <message>
        <source>With --screenshot: choose the Nth picture.</source>
        <translation>Mit --screenshot: das N-te Bild wählen.</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>Use the models installed in this folder.</source>
        <translation>Die Modelle benutzen, die in diesem Ordner installiert sind.</translation>
    </message>
    <message>
        <source>Pictures and folders to add.</source>
        <translation>Bilder und Ordner, die hinzukommen sollen.</translation>
    </message>
    <message>
        <source>[PATH…]</source>
        <translation>[PFAD …]</translation>
    </message>
    <message>
        <source>--select takes the number of a picture, from 1</source>
        <translation>--select nimmt die Nummer eines Bildes, ab 1</translation>
    </message>
    <message>
        <source>Vidimus cannot start</source>
        <translation>Vidimus kann nicht starten</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Looking through newly installed models…
This happens once.</source>
        <translation>Neu installierte Modelle werden durchgesehen …
Das geschieht einmal.</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::ActivityStrip</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s)</source>
        <translation>
            <numerusform>%Ln Problem</numerusform>
            <numerusform>%Ln Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>See what went wrong, and try again</source>
        <translation>Ansehen, was schiefging, und erneut versuchen</translation>
    </message>
    <message>
        <source>adding %1 of at least %2</source>
        <translation>%1 von mindestens %2 werden hinzugefügt</translation>
    </message>
    <message>
        <source>adding %1 of %2</source>
        <translation>%1 von %2 werden hinzugefügt</translation>
    </message>
    <message>
        <source>describing %1 of %2</source>
        <translation>%1 von %2 werden beschrieben</translation>
    </message>
    <message>
        <source>looking for pictures…</source>
        <translation>Bilder werden gesucht …</translation>
    </message>
    <message>
        <source>looking for pictures… %1 found</source>
        <translation>Bilder werden gesucht … %1 gefunden</translation>
    </message>
    <message>
        <source>stopping after the pictures under way…</source>
        <translation>endet nach den laufenden Bildern …</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message numerus="yes">
        <source>added %Ln picture(s)</source>
        <translation>
            <numerusform>%Ln Bild hinzugefügt</numerusform>
            <numerusform>%Ln Bilder hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln changed</source>
        <translation>
            <numerusform>%Ln geändert</numerusform>
            <numerusform>%Ln geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln already there</source>
        <translation>
            <numerusform>%Ln schon vorhanden</numerusform>
            <numerusform>%Ln schon vorhanden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>described %Ln picture(s)</source>
        <translation>
            <numerusform>%Ln Bild beschrieben</numerusform>
            <numerusform>%Ln Bilder beschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing new</source>
        <translation>nichts Neues</translation>
    </message>
    <message>
        <source>stopped: %1</source>
        <translation>abgebrochen: %1</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>not described: %1</source>
        <translation>nicht beschrieben: %1</translation>
    </message>
    <message>
        <source>No pictures yet</source>
        <translation>Noch keine Bilder</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>all described</source>
        <translation>alle beschrieben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln not described</source>
        <translation>
            <numerusform>%Ln nicht beschrieben</numerusform>
            <numerusform>%Ln nicht beschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>looking at %1 of %2</source>
        <translation>%1 von %2 werden betrachtet</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::CandidateList</name>
    <message>
        <source>Other captions</source>
        <translation>Andere Beschreibungen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>What else the model would say of this picture</source>
        <translation>Was das Modell sonst zu diesem Bild sagen würde</translation>
    </message>
    <message>
        <source>Other captions of the model</source>
        <translation>Andere Beschreibungen des Modells</translation>
    </message>
    <message>
        <source>Asking the model</source>
        <translation>Das Modell wird gefragt</translation>
    </message>
    <message>
        <source>The question was given up for another.</source>
        <translation>Die Frage wurde zugunsten einer anderen aufgegeben.</translation>
    </message>
    <message>
        <source>Asking the model…</source>
        <translation>Das Modell wird gefragt …</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::CandidateRow</name>
    <message>
        <source>%1, confidence %2</source>
        <translation>%1, Sicherheit %2</translation>
    </message>
    <message>
        <source>Take these words</source>
        <translation>Diese Worte übernehmen</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::CaptionView</name>
    <message>
        <source>Caption</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>the model was unsure here: %1</source>
        <translation>hier war das Modell unsicher: %1</translation>
    </message>
    <message>
        <source>probability: %1</source>
        <translation>Wahrscheinlichkeit: %1</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::ChartLegend</name>
    <message>
        <source>Shown: %1</source>
        <translation>Gezeigt: %1</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::CheatSheet</name>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::CheatSheetPage</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::ComparePage</name>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::ComparePane</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::ComparisonWords</name>
    <message>
        <source>A caption by %1 takes %2 here, %3 in the system this replaces: %4.</source>
        <translation>Eine Beschreibung von %1 dauert hier %2, im abgelösten System %3: %4.</translation>
    </message>
    <message>
        <source>A vector by %1 takes %2 here, %3 in the system this replaces: %4.</source>
        <translation>Ein Vektor von %1 dauert hier %2, im abgelösten System %3: %4.</translation>
    </message>
    <message>
        <source>Altogether a picture takes %1; the mock, which measures colours and knows nothing of what is to be seen, takes %2: %3.</source>
        <translation>Insgesamt dauert ein Bild %1; die Attrappe, die Farben misst und nichts von dem weiß, was zu sehen ist, braucht %2: %3.</translation>
    </message>
    <message>
        <source>Altogether a picture takes %1; the other models take %2: %3.</source>
        <translation>Insgesamt dauert ein Bild %1; die anderen Modelle brauchen %2: %3.</translation>
    </message>
    <message numerus="yes">
        <source>Medians of %Ln picture(s), one at a time.</source>
        <translation>
            <numerusform>Mediane von %Ln Bild, einzeln.</numerusform>
            <numerusform>Mediane von %Ln Bildern, einzeln.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more could not be measured: %1</source>
        <translation>
            <numerusform>%Ln weiteres konnte nicht gemessen werden: %1</numerusform>
            <numerusform>%Ln weitere konnten nicht gemessen werden: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>too quick to compare</source>
        <translation>zu schnell zum Vergleichen</translation>
    </message>
    <message>
        <source>%1 times faster</source>
        <translation>%1-mal so schnell</translation>
    </message>
    <message>
        <source>%1 times slower</source>
        <translation>%1-mal so langsam</translation>
    </message>
    <message>
        <source>about as fast</source>
        <translation>etwa gleich schnell</translation>
    </message>
    <message>
        <source>Only the mock was measured, %1 a picture: there are no real models to hold it against. %2</source>
        <translation>Nur die Attrappe wurde gemessen, %1 je Bild: es gibt keine echten Modelle zum Vergleich. %2</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::ConfidenceDot</name>
    <message>
        <source>confidence %1</source>
        <translation>Sicherheit %1</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::DetailPane</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>The model&apos;s caption</source>
        <translation>Die Beschreibung des Modells</translation>
    </message>
    <message>
        <source>Back to the model&apos;s words</source>
        <translation>Zurück zu den Worten des Modells</translation>
    </message>
    <message>
        <source>How sure the model was of its own words: the geometric mean of the probabilities it gave them. It says nothing about whether they are right.</source>
        <translation>Wie sicher sich das Modell seiner eigenen Worte war: das geometrische Mittel der Wahrscheinlichkeiten, die es ihnen gab. Ob sie stimmen, sagt das nicht.</translation>
    </message>
    <message>
        <source>Time taken</source>
        <translation>Zeitaufwand</translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation>Ähnliche suchen</translation>
    </message>
    <message>
        <source>Edit caption</source>
        <translation>Beschreibung bearbeiten</translation>
    </message>
    <message>
        <source>Copy caption</source>
        <translation>Beschreibung kopieren</translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation>In der Dateiverwaltung zeigen</translation>
    </message>
    <message>
        <source>Choose a picture to see what is known of it.</source>
        <translation>Wählen Sie ein Bild, um zu sehen, was darüber bekannt ist.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) selected</source>
        <translation>
            <numerusform>%Ln Bild ausgewählt</numerusform>
            <numerusform>%Ln Bilder ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>This picture has not been looked at by the model yet.</source>
        <translation>Das Modell hat dieses Bild noch nicht angesehen.</translation>
    </message>
    <message>
        <source>Pictures that look like this one</source>
        <translation>Bilder, die diesem ähneln</translation>
    </message>
    <message>
        <source>Could not be described: %1</source>
        <translation>Konnte nicht beschrieben werden: %1</translation>
    </message>
    <message>
        <source>Not described yet.</source>
        <translation>Noch nicht beschrieben.</translation>
    </message>
    <message>
        <source>%1° %2, %3° %4</source>
        <translation>%1° %2, %3° %4</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>E</source>
        <translation>O</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1 · %2 MP</source>
        <translation>%1 · %2 MP</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Also in</source>
        <translation>Auch in</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Prüfsumme</translation>
    </message>
    <message>
        <source>Decode</source>
        <translation>Dekodieren</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>Thumbnail</source>
        <translation>Vorschaubild</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>Vektor</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::DropOverlay</name>
    <message>
        <source>No pictures in there</source>
        <translation>Keine Bilder darin</translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln picture(s)</source>
        <translation>
            <numerusform>%Ln Bild hinzufügen</numerusform>
            <numerusform>%Ln Bilder hinzufügen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add more than %Ln pictures</source>
        <translation>
            <numerusform>Mehr als %Ln Bild hinzufügen</numerusform>
            <numerusform>Mehr als %Ln Bilder hinzufügen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %Ln folder(s)</source>
        <translation>
            <numerusform>aus %Ln Ordner</numerusform>
            <numerusform>aus %Ln Ordnern</numerusform>
        </translation>
    </message>
    <message>
        <source>Drop area</source>
        <translation>Ablagefläche</translation>
    </message>
    <message>
        <source>Add pictures</source>
        <translation>Bilder hinzufügen</translation>
    </message>
    <message>
        <source>Add this picture</source>
        <translation>Dieses Bild hinzufügen</translation>
    </message>
    <message>
        <source>An address alone cannot be added: drag the picture itself</source>
        <translation>Eine Adresse allein lässt sich nicht hinzufügen: ziehen Sie das Bild selbst</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::EditDesk</name>
    <message>
        <source>Back to the model&apos;s words</source>
        <translation>Zurück zu den Worten des Modells</translation>
    </message>
    <message>
        <source>Caption changed</source>
        <translation>Beschreibung geändert</translation>
    </message>
    <message>
        <source>Caption accepted</source>
        <translation>Beschreibung angenommen</translation>
    </message>
    <message numerus="yes">
        <source>Took the stars off %Ln picture(s)</source>
        <translation>
            <numerusform>Sterne von %Ln Bild entfernt</numerusform>
            <numerusform>Sterne von %Ln Bildern entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>Gave %1 to %2</source>
        <translation>%1 für %2 vergeben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln star(s)</source>
        <translation>
            <numerusform>%Ln Stern</numerusform>
            <numerusform>%Ln Sterne</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Made %Ln picture(s) favourite</source>
        <translation>
            <numerusform>%Ln Bild zum Favoriten gemacht</numerusform>
            <numerusform>%Ln Bilder zu Favoriten gemacht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) no longer favourite</source>
        <translation>
            <numerusform>%Ln Bild kein Favorit mehr</numerusform>
            <numerusform>%Ln Bilder keine Favoriten mehr</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Favourite changed of %Ln picture(s)</source>
        <translation>
            <numerusform>Favorit bei %Ln Bild geändert</numerusform>
            <numerusform>Favorit bei %Ln Bildern geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Picked %Ln picture(s)</source>
        <translation>
            <numerusform>%Ln Bild vorgemerkt</numerusform>
            <numerusform>%Ln Bilder vorgemerkt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rejected %Ln picture(s)</source>
        <translation>
            <numerusform>%Ln Bild verworfen</numerusform>
            <numerusform>%Ln Bilder verworfen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took the flag off %Ln picture(s)</source>
        <translation>
            <numerusform>Markierung von %Ln Bild entfernt</numerusform>
            <numerusform>Markierung von %Ln Bildern entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tagged %Ln picture(s) “%1”</source>
        <translation>
            <numerusform>%Ln Bild mit „%1“ verschlagwortet</numerusform>
            <numerusform>%Ln Bilder mit „%1“ verschlagwortet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took “%1” off %Ln picture(s)</source>
        <translation>
            <numerusform>„%1“ von %Ln Bild entfernt</numerusform>
            <numerusform>„%1“ von %Ln Bildern entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>Tag “%1” renamed “%2”</source>
        <translation>Schlagwort „%1“ in „%2“ umbenannt</translation>
    </message>
    <message>
        <source>Tag “%1” deleted</source>
        <translation>Schlagwort „%1“ gelöscht</translation>
    </message>
    <message>
        <source>Album “%1” made</source>
        <translation>Album „%1“ angelegt</translation>
    </message>
    <message>
        <source>Search “%1” kept</source>
        <translation>Suche „%1“ behalten</translation>
    </message>
    <message>
        <source>Album renamed “%1”</source>
        <translation>Album in „%1“ umbenannt</translation>
    </message>
    <message>
        <source>Album “%1” deleted</source>
        <translation>Album „%1“ gelöscht</translation>
    </message>
    <message numerus="yes">
        <source>Added %Ln picture(s) to “%1”</source>
        <translation>
            <numerusform>%Ln Bild zu „%1“ hinzugefügt</numerusform>
            <numerusform>%Ln Bilder zu „%1“ hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took %Ln picture(s) out of “%1”</source>
        <translation>
            <numerusform>%Ln Bild aus „%1“ genommen</numerusform>
            <numerusform>%Ln Bilder aus „%1“ genommen</numerusform>
        </translation>
    </message>
    <message>
        <source>Order of “%1” changed</source>
        <translation>Reihenfolge von „%1“ geändert</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::EmptyPage</name>
    <message>
        <source>Drop your pictures here</source>
        <translation>Legen Sie Ihre Bilder hier ab</translation>
    </message>
    <message>
        <source>Files, folders, or a picture from your browser. They stay where they are; Vidimus only looks at them, on this computer.</source>
        <translation>Dateien, Ordner oder ein Bild aus dem Browser. Sie bleiben, wo sie sind; Vidimus sieht sie nur an, auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Choose pictures…</source>
        <translation>Bilder wählen …</translation>
    </message>
    <message>
        <source>Choose pictures</source>
        <translation>Bilder wählen</translation>
    </message>
    <message>
        <source>Look at the demo</source>
        <translation>Beispiele ansehen</translation>
    </message>
    <message>
        <source>Adds the pictures that come with Vidimus</source>
        <translation>Fügt die Bilder hinzu, die Vidimus mitbringt</translation>
    </message>
    <message>
        <source>Choose files to add</source>
        <translation>Dateien zum Hinzufügen wählen</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::FailureModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::FailurePanel</name>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Files that could not be added or described</source>
        <translation>Dateien, die nicht hinzugefügt oder beschrieben werden konnten</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try the chosen files again</source>
        <translation>Die gewählten Dateien erneut versuchen</translation>
    </message>
    <message>
        <source>Reveal</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show the chosen file in the file manager</source>
        <translation>Die gewählte Datei in der Dateiverwaltung zeigen</translation>
    </message>
    <message>
        <source>Retry all</source>
        <translation>Alle erneut versuchen</translation>
    </message>
    <message>
        <source>Try all of them again</source>
        <translation>Alle erneut versuchen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Forget the list; the files stay where they are</source>
        <translation>Die Liste vergessen; die Dateien bleiben, wo sie sind</translation>
    </message>
    <message>
        <source>Close the list of problems</source>
        <translation>Die Liste der Probleme schließen</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s)</source>
        <translation>
            <numerusform>%Ln Problem</numerusform>
            <numerusform>%Ln Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::GalleryModel</name>
    <message>
        <source>Picture %1 of %2</source>
        <translation>Bild %1 von %2</translation>
    </message>
    <message>
        <source>Could not be described: %1, %2</source>
        <translation>Konnte nicht beschrieben werden: %1, %2</translation>
    </message>
    <message>
        <source>Not described yet, %1</source>
        <translation>Noch nicht beschrieben, %1</translation>
    </message>
    <message>
        <source>%1, your words, %2</source>
        <translation>%1, Ihre Worte, %2</translation>
    </message>
    <message>
        <source>%1, confidence %2, %3, %4</source>
        <translation>%1, Sicherheit %2, %3, %4</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln star(s)</source>
        <translation>
            <numerusform>%Ln Stern</numerusform>
            <numerusform>%Ln Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>picked</source>
        <translation>vorgemerkt</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>the model said: %1</source>
        <translation>das Modell sagte: %1</translation>
    </message>
    <message>
        <source>confidence %1 · %2 (%3)</source>
        <translation>Sicherheit %1 · %2 (%3)</translation>
    </message>
    <message>
        <source>Could not be described: %1</source>
        <translation>Konnte nicht beschrieben werden: %1</translation>
    </message>
    <message>
        <source>the words are in its caption, tags or name</source>
        <translation>die Worte stehen in Beschreibung, Schlagwörtern oder Namen</translation>
    </message>
    <message>
        <source>looks alike</source>
        <translation>sieht ähnlich aus</translation>
    </message>
    <message>
        <source>nearer than %1 of the pictures searched</source>
        <translation>näher als %1 der durchsuchten Bilder</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::GalleryStack</name>
    <message>
        <source>Search results</source>
        <translation>Suchergebnisse</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::GalleryView</name>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>less likely</source>
        <translation>weniger wahrscheinlich</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Choose all of it (%1)</source>
        <translation>Alles davon wählen (%1)</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::Grouping</name>
    <message>
        <source>dddd, d MMMM yyyy</source>
        <translation>dddd, d. MMMM yyyy</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>Without a folder</source>
        <translation>Ohne Ordner</translation>
    </message>
    <message>
        <source>Without a date</source>
        <translation>Ohne Datum</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Kein Datum</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::ImportDesk</name>
    <message>
        <source>A web address alone is not fetched: drag the picture itself, or save it and add the file.</source>
        <translation>Eine Webadresse allein wird nicht geholt: ziehen Sie das Bild selbst, oder speichern Sie es und fügen Sie die Datei hinzu.</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard.</source>
        <translation>In der Zwischenablage ist kein Bild.</translation>
    </message>
    <message>
        <source>Add pictures</source>
        <translation>Bilder hinzufügen</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.gif *.heic *.heif *.avif *.dng *.cr2 *.cr3 *.nef *.arw *.orf *.rw2 *.raf)</source>
        <translation>Bilder (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.gif *.heic *.heif *.avif *.dng *.cr2 *.cr3 *.nef *.arw *.orf *.rw2 *.raf)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Add a folder of pictures</source>
        <translation>Einen Ordner mit Bildern hinzufügen</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::KeyMap</name>
    <message>
        <source>Find and add</source>
        <translation>Suchen und hinzufügen</translation>
    </message>
    <message>
        <source>The window</source>
        <translation>Das Fenster</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>In a slide show</source>
        <translation>In einer Diaschau</translation>
    </message>
    <message>
        <source>Mark the chosen pictures</source>
        <translation>Die gewählten Bilder markieren</translation>
    </message>
    <message>
        <source>Words and albums</source>
        <translation>Worte und Alben</translation>
    </message>
    <message>
        <source>With the chosen pictures</source>
        <translation>Mit den gewählten Bildern</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Keep this search</source>
        <translation>Diese Suche behalten</translation>
    </message>
    <message>
        <source>Add pictures</source>
        <translation>Bilder hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Paste pictures</source>
        <translation>Bilder einfügen</translation>
    </message>
    <message>
        <source>Read the library again</source>
        <translation>Bibliothek neu lesen</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>Einen Schritt zurück</translation>
    </message>
    <message>
        <source>Pause, go on</source>
        <translation>Anhalten, fortsetzen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Library and folders</source>
        <translation>Bibliothek und Ordner</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle …</translation>
    </message>
    <message>
        <source>Larger pictures</source>
        <translation>Größere Bilder</translation>
    </message>
    <message>
        <source>Smaller pictures</source>
        <translation>Kleinere Bilder</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>Tastenkürzel …</translation>
    </message>
    <message>
        <source>Loupe, and back</source>
        <translation>Lupe, und zurück</translation>
    </message>
    <message>
        <source>Quick look, and back</source>
        <translation>Schnellansicht, und zurück</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Compare two to four</source>
        <translation>Zwei bis vier vergleichen</translation>
    </message>
    <message>
        <source>Slide show</source>
        <translation>Diaschau</translation>
    </message>
    <message>
        <source>100 %, or all of it</source>
        <translation>100 %, oder ganz</translation>
    </message>
    <message>
        <source>Nearer</source>
        <translation>Näher</translation>
    </message>
    <message>
        <source>Farther</source>
        <translation>Weiter weg</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Picture before</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>First picture</source>
        <translation>Erstes Bild</translation>
    </message>
    <message>
        <source>Last picture</source>
        <translation>Letztes Bild</translation>
    </message>
    <message>
        <source>Pause the slide show</source>
        <translation>Diaschau anhalten</translation>
    </message>
    <message>
        <source>Longer for each</source>
        <translation>Jedes länger</translation>
    </message>
    <message>
        <source>Shorter for each</source>
        <translation>Jedes kürzer</translation>
    </message>
    <message>
        <source>Again from the first</source>
        <translation>Wieder vom ersten an</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>Keine Sterne</translation>
    </message>
    <message>
        <source>One star</source>
        <translation>Ein Stern</translation>
    </message>
    <message>
        <source>Two stars</source>
        <translation>Zwei Sterne</translation>
    </message>
    <message>
        <source>Three stars</source>
        <translation>Drei Sterne</translation>
    </message>
    <message>
        <source>Four stars</source>
        <translation>Vier Sterne</translation>
    </message>
    <message>
        <source>Five stars</source>
        <translation>Fünf Sterne</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>Vorgemerkt</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Neither picked nor rejected</source>
        <translation>Weder vorgemerkt noch verworfen</translation>
    </message>
    <message>
        <source>Edit caption</source>
        <translation>Beschreibung bearbeiten</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Verschlagworten</translation>
    </message>
    <message>
        <source>Earlier in the album</source>
        <translation>Früher im Album</translation>
    </message>
    <message>
        <source>Later in the album</source>
        <translation>Später im Album</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>Mehr wie dieses</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>Weniger wie dieses</translation>
    </message>
    <message>
        <source>Open in its program</source>
        <translation>In seinem Programm öffnen</translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation>In der Dateiverwaltung zeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy caption</source>
        <translation>Beschreibung kopieren</translation>
    </message>
    <message>
        <source>Remove from the library</source>
        <translation>Aus der Bibliothek entfernen</translation>
    </message>
    <message>
        <source>Tab goes from one part of the window to the next.</source>
        <translation>Tab geht von einem Teil des Fensters zum nächsten.</translation>
    </message>
    <message>
        <source>Everything in the window needs this key for itself.</source>
        <translation>Alles im Fenster braucht diese Taste für sich.</translation>
    </message>
    <message>
        <source>Choose the whole group</source>
        <translation>Die ganze Gruppe wählen</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::KeyWindow</name>
    <message>
        <source>Take it over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Add a key…</source>
        <translation>Taste hinzufügen …</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Keine Taste</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>Wie vorgegeben</translation>
    </message>
    <message>
        <source>All as they were</source>
        <translation>Alle wie vorgegeben</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Filter by name or key</source>
        <translation>Nach Name oder Taste filtern</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Changed by you</source>
        <translation>Von Ihnen geändert</translation>
    </message>
    <message>
        <source>Press the new keys for “%1”. Esc leaves it.</source>
        <translation>Drücken Sie die neuen Tasten für „%1“. Esc lässt es.</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>%1 belongs to %2.</source>
        <translation>%1 gehört zu %2.</translation>
    </message>
    <message>
        <source>Enter changes the keys of the chosen command.</source>
        <translation>Eingabe ändert die Tasten des gewählten Befehls.</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::LanguageMenu</name>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::LatencyExport</name>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Als PNG speichern …</translation>
    </message>
    <message>
        <source>Save the latency panel as a picture</source>
        <translation>Die Zeiten als Bild speichern</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Als CSV speichern …</translation>
    </message>
    <message>
        <source>Save the times as a table</source>
        <translation>Die Zeiten als Tabelle speichern</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV-Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Copied as text.</source>
        <translation>Als Text kopiert.</translation>
    </message>
    <message>
        <source>Copied as CSV.</source>
        <translation>Als CSV kopiert.</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Als %1 gespeichert.</translation>
    </message>
    <message>
        <source>%1 could not be written: choose another place.</source>
        <translation>%1 konnte nicht geschrieben werden: wählen Sie einen anderen Ort.</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::LatencyPanel</name>
    <message>
        <source>Latency</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Result of the comparison</source>
        <translation>Ergebnis des Vergleichs</translation>
    </message>
    <message>
        <source>Throughput, queue and memory</source>
        <translation>Durchsatz, Warteschlange und Speicher</translation>
    </message>
    <message>
        <source>Progress of the comparison</source>
        <translation>Fortschritt des Vergleichs</translation>
    </message>
    <message>
        <source>Close the latency panel</source>
        <translation>Die Zeiten schließen</translation>
    </message>
    <message>
        <source>Copy the times</source>
        <translation>Die Zeiten kopieren</translation>
    </message>
    <message>
        <source>Save the times or a picture of them</source>
        <translation>Die Zeiten oder ein Bild davon speichern</translation>
    </message>
    <message>
        <source>Nothing measured yet</source>
        <translation>Noch nichts gemessen</translation>
    </message>
    <message>
        <source>Add pictures or search, and every step shows up here as it is timed.
Or run the models over a few pictures now.</source>
        <translation>Fügen Sie Bilder hinzu oder suchen Sie: jeder Schritt erscheint hier mit seiner Zeit.
Oder lassen Sie die Modelle jetzt über einige Bilder laufen.</translation>
    </message>
    <message>
        <source>Compare now</source>
        <translation>Jetzt vergleichen</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Schritte</translation>
    </message>
    <message numerus="yes">
        <source>Comparing: %1 of %Ln picture(s)</source>
        <translation>
            <numerusform>Vergleich: %1 von %Ln Bild</numerusform>
            <numerusform>Vergleich: %1 von %Ln Bildern</numerusform>
        </translation>
    </message>
    <message>
        <source>An import was going on meanwhile: alone, everything is quicker.</source>
        <translation>Währenddessen lief ein Import: allein geht alles schneller.</translation>
    </message>
    <message>
        <source>%1 pictures/s · %2 waiting for the models · %3 of memory</source>
        <translation>%1 Bilder/s · %2 warten auf die Modelle · %3 Speicher</translation>
    </message>
    <message>
        <source>Stop comparing</source>
        <translation>Vergleich abbrechen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Stop after the step under way</source>
        <translation>Nach dem laufenden Schritt aufhören</translation>
    </message>
    <message>
        <source>Run the models in use, and others beside them, over the chosen pictures, or over some of the library when none is chosen</source>
        <translation>Die benutzten Modelle und andere daneben über die gewählten Bilder laufen lassen, oder über einige der Bibliothek, wenn keines gewählt ist</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::LatencyReport</name>
    <message>
        <source>Vidimus, latency on %1</source>
        <translation>Vidimus, Zeiten am %1</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>p50 ms</source>
        <translation>p50 ms</translation>
    </message>
    <message>
        <source>p95 ms</source>
        <translation>p95 ms</translation>
    </message>
    <message>
        <source>Max ms</source>
        <translation>Max. ms</translation>
    </message>
    <message>
        <source>Since the program was started</source>
        <translation>Seit dem Programmstart</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::LatencyStage</name>
    <message>
        <source>Decode</source>
        <translation>Dekodieren</translation>
    </message>
    <message>
        <source>From the bytes of a file to pixels</source>
        <translation>Von den Bytes einer Datei zu Pixeln</translation>
    </message>
    <message>
        <source>Preprocess</source>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>From pixels to what the models take</source>
        <translation>Von Pixeln zu dem, was die Modelle nehmen</translation>
    </message>
    <message>
        <source>Vision</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Looking at a picture, for its caption or its vector</source>
        <translation>Ein Bild ansehen, für Beschreibung oder Vektor</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Writing a caption, word by word</source>
        <translation>Eine Beschreibung schreiben, Wort für Wort</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>One caption, all of it</source>
        <translation>Eine Beschreibung, insgesamt</translation>
    </message>
    <message>
        <source>Embed</source>
        <translation>Vektor</translation>
    </message>
    <message>
        <source>One picture to a vector, all of it</source>
        <translation>Ein Bild zum Vektor, insgesamt</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>One commit of several results to the library</source>
        <translation>Eine Sicherung mehrerer Ergebnisse in der Bibliothek</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>Finding the nearest vectors</source>
        <translation>Die nächsten Vektoren finden</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>From what was typed to ranked pictures</source>
        <translation>Vom Getippten zu geordneten Bildern</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::LookStage</name>
    <message>
        <source>Choose two to four pictures to compare.</source>
        <translation>Wählen Sie zwei bis vier Bilder zum Vergleichen.</translation>
    </message>
    <message numerus="yes">
        <source>The first four of %Ln chosen picture(s)</source>
        <translation>
            <numerusform>Die ersten vier von %Ln gewählten Bild</numerusform>
            <numerusform>Die ersten vier von %Ln gewählten Bildern</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vidimus::ui::LoupePage</name>
    <message>
        <source>Loupe</source>
        <translation>Lupe</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>not at full resolution: %1</source>
        <translation>nicht in voller Auflösung: %1</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::MainWindow</name>
    <message>
        <source>Vidimus</source>
        <translation>Vidimus</translation>
    </message>
    <message>
        <source>The library could not be read</source>
        <translation>Die Bibliothek konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>%1 is installed.</source>
        <translation>%1 ist installiert.</translation>
    </message>
    <message>
        <source>The search did not work</source>
        <translation>Die Suche ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Nothing in this folder</source>
        <translation>Nichts in diesem Ordner</translation>
    </message>
    <message>
        <source>Its pictures were moved or removed.</source>
        <translation>Seine Bilder wurden verschoben oder entfernt.</translation>
    </message>
    <message>
        <source>Nothing in this album yet</source>
        <translation>Noch nichts in diesem Album</translation>
    </message>
    <message>
        <source>Drag pictures onto it in the side bar, or choose “Add to an album” in their menu.</source>
        <translation>Ziehen Sie Bilder in der Seitenleiste darauf, oder wählen Sie „Zu einem Album hinzufügen“ in ihrem Menü.</translation>
    </message>
    <message>
        <source>No picture carries this tag</source>
        <translation>Kein Bild trägt dieses Schlagwort</translation>
    </message>
    <message>
        <source>It was taken off, or its pictures were removed.</source>
        <translation>Es wurde entfernt, oder seine Bilder wurden entfernt.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Order, size and colours</source>
        <translation>Reihenfolge, Größe und Farben</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>Wiederholen: %1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Taken back: %1</source>
        <translation>Zurückgenommen: %1</translation>
    </message>
    <message>
        <source>Made again: %1</source>
        <translation>Wiederholt: %1</translation>
    </message>
    <message>
        <source>New album</source>
        <translation>Neues Album</translation>
    </message>
    <message>
        <source>Add to an album</source>
        <translation>Zu einem Album hinzufügen</translation>
    </message>
    <message>
        <source>Take out of the album</source>
        <translation>Aus dem Album nehmen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Delete the tag</source>
        <translation>Schlagwort löschen</translation>
    </message>
    <message>
        <source>Delete the album</source>
        <translation>Album löschen</translation>
    </message>
    <message>
        <source>Why this picture</source>
        <translation>Warum dieses Bild</translation>
    </message>
    <message>
        <source>Remove from the library…</source>
        <translation>Aus der Bibliothek entfernen …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln picture(s) from the library?</source>
        <translation>
            <numerusform>%Ln Bild aus der Bibliothek entfernen?</numerusform>
            <numerusform>%Ln Bilder aus der Bibliothek entfernen?</numerusform>
        </translation>
    </message>
    <message>
        <source>The files stay where they are. Captions and whatever else the library knows of them are forgotten; adding the files again makes them anew.</source>
        <translation>Die Dateien bleiben, wo sie sind. Beschreibungen und was die Bibliothek sonst über sie weiß, werden vergessen; fügt man die Dateien wieder hinzu, entstehen sie neu.</translation>
    </message>
    <message>
        <source>Remove from the library</source>
        <translation>Aus der Bibliothek entfernen</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Behalten</translation>
    </message>
    <message numerus="yes">
        <source>Removed %Ln picture(s)</source>
        <translation>
            <numerusform>%Ln Bild entfernt</numerusform>
            <numerusform>%Ln Bilder entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 takes it back</source>
        <translation>%1 · %2 nimmt es zurück</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::MarksBar</name>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>Vorgemerkt</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Verworfen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln star(s)</source>
        <translation>
            <numerusform>%Ln Stern</numerusform>
            <numerusform>%Ln Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2; %3 takes the flag off)</source>
        <translation>%1 (%2; %3 entfernt die Markierung)</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::ModelLabel</name>
    <message>
        <source>Not in memory at the moment: loaded when next needed.</source>
        <translation>Gerade nicht im Speicher: wird geladen, sobald es gebraucht wird.</translation>
    </message>
    <message>
        <source>Being loaded. Pictures can be added meanwhile.</source>
        <translation>Wird geladen. Bilder können inzwischen hinzugefügt werden.</translation>
    </message>
    <message>
        <source>Loaded.</source>
        <translation>Geladen.</translation>
    </message>
    <message>
        <source>loading %1…</source>
        <translation>%1 wird geladen …</translation>
    </message>
    <message>
        <source>%1: not working</source>
        <translation>%1: funktioniert nicht</translation>
    </message>
    <message>
        <source>Models: %1</source>
        <translation>Modelle: %1</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::ModelManager</name>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 of about %2</source>
        <translation>%1 von etwa %2</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>about %1 of memory</source>
        <translation>etwa %1 Speicher</translation>
    </message>
    <message>
        <source>waits for its turn</source>
        <translation>wartet, bis es an der Reihe ist</translation>
    </message>
    <message>
        <source>%1 are there; asking for the rest</source>
        <translation>%1 sind da; der Rest wird angefragt</translation>
    </message>
    <message>
        <source>asking</source>
        <translation>wird angefragt</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>hört auf</translation>
    </message>
    <message>
        <source>%1 Trying again in %2 s; what has arrived is kept.</source>
        <translation>%1 Neuer Versuch in %2 s; was angekommen ist, bleibt.</translation>
    </message>
    <message>
        <source>reading what is there</source>
        <translation>liest, was da ist</translation>
    </message>
    <message>
        <source>looking through it</source>
        <translation>wird durchgesehen</translation>
    </message>
    <message>
        <source>Paused: %1 of it are there.</source>
        <translation>Angehalten: %1 davon sind da.</translation>
    </message>
    <message>
        <source>being removed</source>
        <translation>wird entfernt</translation>
    </message>
    <message>
        <source>being read and compared with what was published</source>
        <translation>wird gelesen und mit dem Veröffentlichten verglichen</translation>
    </message>
    <message>
        <source>Chosen: it takes over when Vidimus is opened anew, and describes the library again.</source>
        <translation>Gewählt: es übernimmt, wenn Vidimus neu geöffnet wird, und beschreibt die Bibliothek neu.</translation>
    </message>
    <message>
        <source>Without models Vidimus tells colours and shapes, not what a picture shows.</source>
        <translation>Ohne Modelle erkennt Vidimus Farben und Formen, nicht, was ein Bild zeigt.</translation>
    </message>
    <message>
        <source>The starter models know drawn scenes. Photographs need the full models.</source>
        <translation>Die mitgelieferten Modelle kennen gezeichnete Szenen. Fotos brauchen die vollen Modelle.</translation>
    </message>
    <message numerus="yes">
        <source>described %Ln picture(s), %1 in the library</source>
        <translation>
            <numerusform>%Ln Bild beschrieben, %1 in der Bibliothek</numerusform>
            <numerusform>%Ln Bilder beschrieben, %1 in der Bibliothek</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>looked at %Ln picture(s), %1 in the library</source>
        <translation>
            <numerusform>%Ln Bild betrachtet, %1 in der Bibliothek</numerusform>
            <numerusform>%Ln Bilder betrachtet, %1 in der Bibliothek</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 looked at</source>
        <translation>%1 von %2 betrachtet</translation>
    </message>
    <message>
        <source>answers come from %1 until then</source>
        <translation>bis dahin antwortet %1</translation>
    </message>
    <message>
        <source>%1 cannot be asked any more</source>
        <translation>%1 kann nicht mehr gefragt werden</translation>
    </message>
    <message>
        <source>%1 of %2 described</source>
        <translation>%1 von %2 beschrieben</translation>
    </message>
    <message>
        <source>earlier captions stay until then</source>
        <translation>bis dahin bleiben die früheren Beschreibungen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>%1 takes over</source>
        <translation>%1 übernimmt</translation>
    </message>
    <message>
        <source>It is not installed any more; what it said is kept.</source>
        <translation>Es ist nicht mehr installiert; was es gesagt hat, bleibt aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::ModelRow</name>
    <message>
        <source>Give up</source>
        <translation>Aufgeben</translation>
    </message>
    <message>
        <source>Stop, and drop what has arrived</source>
        <translation>Aufhören und verwerfen, was angekommen ist</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Read every file and compare it with what was published</source>
        <translation>Jede Datei lesen und mit dem Veröffentlichten vergleichen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Benutzen</translation>
    </message>
    <message>
        <source>Let this model do its job from the next start on</source>
        <translation>Dieses Modell ab dem nächsten Start benutzen</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>bundled</source>
        <translation>mitgeliefert</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>installiert</translation>
    </message>
    <message>
        <source>%1: how far it is</source>
        <translation>%1: wie weit es ist</translation>
    </message>
    <message>
        <source>Forget…</source>
        <translation>Vergessen…</translation>
    </message>
    <message>
        <source>Drop what this model said of your pictures</source>
        <translation>Verwerfen, was dieses Modell über die Bilder gesagt hat</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>nicht installiert</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::ModelWindow</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Beschreibungen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>The model you chose takes over when the window is opened anew. What older models said stays until the new one has said its own.</source>
        <translation>Das gewählte Modell übernimmt, wenn das Fenster neu geöffnet wird. Was ältere Modelle sagten, bleibt, bis das neue etwas gesagt hat.</translation>
    </message>
    <message>
        <source>Open anew</source>
        <translation>Neu öffnen</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Install from a folder…</source>
        <translation>Aus einem Ordner installieren …</translation>
    </message>
    <message>
        <source>A model&apos;s folder on a USB stick, from another computer, or made by yourself: it is copied</source>
        <translation>Der Ordner eines Modells auf einem USB-Stick, von einem anderen Rechner oder selbst gemacht: er wird kopiert</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Models take %1 on disk, in %2</source>
        <translation>Modelle belegen %1, in %2</translation>
    </message>
    <message>
        <source>Vidimus</source>
        <translation>Vidimus</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>%1 become free. What it said of your pictures stays in the library.</source>
        <translation>%1 werden frei. Was es über Ihre Bilder sagte, bleibt in der Bibliothek.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>A folder with a model</source>
        <translation>Ein Ordner mit einem Modell</translation>
    </message>
    <message>
        <source>Forget what %1 said?</source>
        <translation>Vergessen, was %1 gesagt hat?</translation>
    </message>
    <message>
        <source>So far: %1. That is dropped for good; going back to this model would take all the time again. What you said yourself, and captions you accepted, stay.</source>
        <translation>Bisher: %1. Das wird endgültig verworfen; zu diesem Modell zurückzukehren würde noch einmal die ganze Zeit brauchen. Was Sie selbst gesagt haben, und Beschreibungen, die Sie angenommen haben, bleiben.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::OriginChip</name>
    <message>
        <source>mock</source>
        <translation>Attrappe</translation>
    </message>
    <message>
        <source>starter</source>
        <translation>Starter</translation>
    </message>
    <message>
        <source>local</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>cloud</source>
        <translation>Cloud</translation>
    </message>
    <message>
        <source>The words come from the mock: it names colours, brightness and shape, and does not recognise what is in the picture.</source>
        <translation>Die Worte kommen von der Attrappe: sie nennt Farben, Helligkeit und Form und erkennt nicht, was im Bild ist.</translation>
    </message>
    <message>
        <source>The words come from the small model that ships with Vidimus: quick, and often vague.</source>
        <translation>Die Worte kommen von dem kleinen Modell, das Vidimus mitbringt: schnell und oft ungenau.</translation>
    </message>
    <message>
        <source>The words come from a model on this computer. The picture did not leave it.</source>
        <translation>Die Worte kommen von einem Modell auf diesem Rechner. Das Bild hat ihn nicht verlassen.</translation>
    </message>
    <message>
        <source>The words come from a service on the network. The picture was sent there.</source>
        <translation>Die Worte kommen von einem Dienst im Netz. Das Bild wurde dorthin gesandt.</translation>
    </message>
    <message>
        <source>Origin of the caption: %1</source>
        <translation>Herkunft der Beschreibung: %1</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::PhotoCarrier</name>
    <message numerus="yes">
        <source>Copied %Ln picture(s)</source>
        <translation>
            <numerusform>%Ln Bild kopiert</numerusform>
            <numerusform>%Ln Bilder kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no caption to copy yet.</source>
        <translation>Es gibt noch keine Beschreibung zum Kopieren.</translation>
    </message>
    <message numerus="yes">
        <source>Copied the caption(s) of %Ln picture(s)</source>
        <translation>
            <numerusform>Beschreibung von %Ln Bild kopiert</numerusform>
            <numerusform>Beschreibungen von %Ln Bildern kopiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>They lie in more folders than these %Ln.</source>
        <translation>
            <numerusform>Sie liegen in mehr Ordnern als diesem %Ln.</numerusform>
            <numerusform>Sie liegen in mehr Ordnern als diesen %Ln.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vidimus::ui::PhotoPainter</name>
    <message>
        <source>yours</source>
        <translation>von Ihnen</translation>
    </message>
    <message>
        <source>describing…</source>
        <translation>wird beschrieben …</translation>
    </message>
    <message>
        <source>not described yet</source>
        <translation>noch nicht beschrieben</translation>
    </message>
    <message>
        <source>not described</source>
        <translation>nicht beschrieben</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::PictureBar</name>
    <message>
        <source>confidence %1</source>
        <translation>Sicherheit %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln star(s)</source>
        <translation>
            <numerusform>%Ln Stern</numerusform>
            <numerusform>%Ln Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>picked</source>
        <translation>vorgemerkt</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>not described yet</source>
        <translation>noch nicht beschrieben</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::PreviewView</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::QueryChip</name>
    <message>
        <source>Not: %1</source>
        <translation>Nicht: %1</translation>
    </message>
    <message>
        <source>Search without this (Del)</source>
        <translation>Ohne dies suchen (Entf)</translation>
    </message>
    <message>
        <source>Search without %1</source>
        <translation>Ohne %1 suchen</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::QueryCompletion</name>
    <message>
        <source>a tag</source>
        <translation>ein Schlagwort</translation>
    </message>
    <message>
        <source>where it lies</source>
        <translation>wo es liegt</translation>
    </message>
    <message>
        <source>what it was taken with</source>
        <translation>womit es aufgenommen wurde</translation>
    </message>
    <message>
        <source>when it was taken</source>
        <translation>wann es aufgenommen wurde</translation>
    </message>
    <message>
        <source>0 to 5 stars</source>
        <translation>0 bis 5 Sterne</translation>
    </message>
    <message>
        <source>how sure the caption is, 0 to 1</source>
        <translation>wie sicher die Beschreibung ist, 0 bis 1</translation>
    </message>
    <message>
        <source>shape or format</source>
        <translation>Form oder Format</translation>
    </message>
    <message>
        <source>favourite, edited, picked …</source>
        <translation>Favorit, bearbeitet, vorgemerkt …</translation>
    </message>
    <message>
        <source>an album</source>
        <translation>ein Album</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::ReviewPage</name>
    <message>
        <source>Back to the library</source>
        <translation>Zurück zur Bibliothek</translation>
    </message>
    <message>
        <source>Captions to review</source>
        <translation>Beschreibungen zu prüfen</translation>
    </message>
    <message>
        <source>Progress of the review</source>
        <translation>Fortschritt der Prüfung</translation>
    </message>
    <message>
        <source>Caption to review</source>
        <translation>Beschreibung zu prüfen</translation>
    </message>
    <message>
        <source>Enter accepts · type new words, or F2 to mend these · Tab other captions · S or → skips · ← goes back · Esc leaves</source>
        <translation>Eingabe nimmt an · neue Worte tippen, oder F2 bessert diese · Tab andere Beschreibungen · S oder → überspringt · ← zurück · Esc verlässt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Nothing to review: every caption was accepted or mended, or no picture is described yet.</source>
        <translation>Nichts zu prüfen: jede Beschreibung wurde angenommen oder verbessert, oder noch ist kein Bild beschrieben.</translation>
    </message>
    <message>
        <source>That was the last one.</source>
        <translation>Das war die letzte.</translation>
    </message>
    <message>
        <source>your words</source>
        <translation>Ihre Worte</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::ReviewPicture</name>
    <message>
        <source>Picture to review</source>
        <translation>Bild zur Prüfung</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::SearchBar</name>
    <message>
        <source>Keep this search as an album</source>
        <translation>Diese Suche als Album behalten</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Time the search took</source>
        <translation>Dauer der Suche</translation>
    </message>
    <message>
        <source>Search your pictures</source>
        <translation>Bilder durchsuchen</translation>
    </message>
    <message>
        <source>Write %1</source>
        <translation>%1 schreiben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln found · %1</source>
        <translation>
            <numerusform>%Ln gefunden · %1</numerusform>
            <numerusform>%Ln gefunden · %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Words to vector: %1
Comparing: %2
All in all: %3

Click for how long everything takes</source>
        <translation>Worte zu Vektor: %1
Vergleichen: %2
Insgesamt: %3

Ein Klick zeigt, wie lange alles dauert</translation>
    </message>
    <message>
        <source>Taken from %1 on</source>
        <translation>Aufgenommen ab %1</translation>
    </message>
    <message>
        <source>Taken until %1</source>
        <translation>Aufgenommen bis %1</translation>
    </message>
    <message>
        <source>Taken from %1 to %2</source>
        <translation>Aufgenommen von %1 bis %2</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Search for these words instead</source>
        <translation>Stattdessen nach diesen Worten suchen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Pictures unlike %1</source>
        <translation>Bilder anders als %1</translation>
    </message>
    <message>
        <source>Pictures like %1</source>
        <translation>Bilder wie %1</translation>
    </message>
    <message>
        <source>Forget these searches</source>
        <translation>Diese Suchen vergessen</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::SearchController</name>
    <message>
        <source>In its %1: %2</source>
        <translation>In %1: %2</translation>
    </message>
    <message>
        <source>Likeness to what was asked: %1</source>
        <translation>Ähnlichkeit mit der Frage: %1</translation>
    </message>
    <message>
        <source>Nearer than %1 of the pictures searched</source>
        <translation>Näher als %1 der durchsuchten Bilder</translation>
    </message>
    <message>
        <source>Relevance: %1</source>
        <translation>Relevanz: %1</translation>
    </message>
    <message>
        <source>Passes %1</source>
        <translation>Erfüllt %1</translation>
    </message>
    <message>
        <source>Why this picture</source>
        <translation>Warum dieses Bild</translation>
    </message>
    <message>
        <source>one of your pictures</source>
        <translation>eines Ihrer Bilder</translation>
    </message>
    <message>
        <source>this picture</source>
        <translation>dieses Bild</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::SearchField</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search your pictures</source>
        <translation>Bilder durchsuchen</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::SideBar</name>
    <message>
        <source>Library and folders</source>
        <translation>Bibliothek und Ordner</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::SideBarModel</name>
    <message>
        <source>All pictures</source>
        <translation>Alle Bilder</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>Zuletzt hinzugefügt</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>Zu prüfen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>New album</source>
        <translation>Neues Album</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>Alben</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Search: %1</source>
        <translation>Suche: %1</translation>
    </message>
    <message>
        <source>%1, %2 pictures</source>
        <translation>%1, %2 Bilder</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::SlideControls</name>
    <message>
        <source>End the slide show</source>
        <translation>Diaschau beenden</translation>
    </message>
    <message>
        <source>How long each picture is shown</source>
        <translation>Wie lange jedes Bild gezeigt wird</translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <translation>
            <numerusform>%Ln Sekunde</numerusform>
            <numerusform>%Ln Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>%L1 s</source>
        <translation>%L1 s</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::SlidePage</name>
    <message>
        <source>Slide show</source>
        <translation>Diaschau</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::StageCharts</name>
    <message>
        <source>Nothing measured in the last five minutes.
The curves begin when this panel is opened.</source>
        <translation>In den letzten fünf Minuten nichts gemessen.
Die Kurven beginnen, wenn diese Ansicht geöffnet wird.</translation>
    </message>
    <message>
        <source>The last five minutes, ms</source>
        <translation>Die letzten fünf Minuten, ms</translation>
    </message>
    <message numerus="yes">
        <source>Spread of %Ln measurement(s), ms</source>
        <translation>
            <numerusform>Verteilung von %Ln Messung, ms</numerusform>
            <numerusform>Verteilung von %Ln Messungen, ms</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing measured of this stage yet</source>
        <translation>Von diesem Schritt noch nichts gemessen</translation>
    </message>
    <message>
        <source>How many of all measurements took how long, in steps of a tenth of a power of ten</source>
        <translation>Wie viele aller Messungen wie lange dauerten, in Schritten von einem Zehntel einer Zehnerpotenz</translation>
    </message>
    <message>
        <source>%1 over the last five minutes</source>
        <translation>%1 in den letzten fünf Minuten</translation>
    </message>
    <message>
        <source>Spread of %1</source>
        <translation>Verteilung von %1</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>Half took at most %1, 95 of 100 at most %2, of %3 measured.</source>
        <translation>Die Hälfte dauerte höchstens %1, 95 von 100 höchstens %2, von %3 gemessenen.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Nothing measured yet.</source>
        <translation>Noch nichts gemessen.</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::StageTableModel</name>
    <message>
        <source>What is timed</source>
        <translation>Was gemessen wird</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Where the models come from that do it</source>
        <translation>Woher die Modelle kommen, die es tun</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Half of them took no longer, since the program was started</source>
        <translation>Die Hälfte dauerte nicht länger, seit dem Programmstart</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>95 of 100 took no longer, since the program was started</source>
        <translation>95 von 100 dauerten nicht länger, seit dem Programmstart</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>How many were measured</source>
        <translation>Wie viele gemessen wurden</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>With the other models of the last comparison: half of them took no longer</source>
        <translation>Mit den anderen Modellen des letzten Vergleichs: die Hälfte dauerte nicht länger</translation>
    </message>
    <message>
        <source>%1 p50</source>
        <translation>%1 p50</translation>
    </message>
    <message>
        <source>With the other models of the last comparison: 95 of 100 took no longer</source>
        <translation>Mit den anderen Modellen des letzten Vergleichs: 95 von 100 dauerten nicht länger</translation>
    </message>
    <message>
        <source>%1 p95</source>
        <translation>%1 p95</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::StandInBar</name>
    <message>
        <source>Get the full models…</source>
        <translation>Die vollen Modelle holen …</translation>
    </message>
    <message>
        <source>About 1.6 GB from the Hugging Face hub, or from a folder</source>
        <translation>Etwa 1,6 GB vom Hugging-Face-Hub, oder aus einem Ordner</translation>
    </message>
    <message>
        <source>Do not say this again</source>
        <translation>Nicht mehr anzeigen</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::SuggestionList</name>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::SwitchBar</name>
    <message>
        <source>Go back</source>
        <translation>Zurückkehren</translation>
    </message>
    <message>
        <source>How far the new model is</source>
        <translation>Wie weit das neue Modell ist</translation>
    </message>
    <message>
        <source>Let the earlier model work again; what the new one said is kept</source>
        <translation>Das frühere Modell wieder arbeiten lassen; was das neue gesagt hat, bleibt aufbewahrt</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::TagEditor</name>
    <message>
        <source>Add a tag</source>
        <translation>Schlagwort hinzufügen</translation>
    </message>
    <message>
        <source>%1 of %2 pictures carry it</source>
        <translation>%1 von %2 Bildern tragen es</translation>
    </message>
    <message>
        <source>Take this tag off</source>
        <translation>Dieses Schlagwort entfernen</translation>
    </message>
    <message>
        <source>Take off %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Several at once with commas between</source>
        <translation>Mehrere auf einmal mit Kommas dazwischen</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::TimeChart</name>
    <message>
        <source>−%1 min</source>
        <translation>−%1 min</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::TimelineBar</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::TroubleCard</name>
    <message>
        <source>Show in the file manager</source>
        <translation>In der Dateiverwaltung zeigen</translation>
    </message>
    <message>
        <source>Remove from the library…</source>
        <translation>Aus der Bibliothek entfernen …</translation>
    </message>
    <message>
        <source>%1 cannot be shown: %2</source>
        <translation>%1 kann nicht gezeigt werden: %2</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::ViewMenu</name>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Älteste zuerst</translation>
    </message>
    <message>
        <source>Last added first</source>
        <translation>Zuletzt hinzugefügte zuerst</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>Größe der Bilder</translation>
    </message>
    <message>
        <source>Size of the pictures (Ctrl and the wheel)</source>
        <translation>Größe der Bilder (Strg und Mausrad)</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>By file name</source>
        <translation>Nach Dateiname</translation>
    </message>
    <message>
        <source>Largest files first</source>
        <translation>Größte Dateien zuerst</translation>
    </message>
    <message>
        <source>Best rated first</source>
        <translation>Bestbewertete zuerst</translation>
    </message>
    <message>
        <source>Least certain captions first</source>
        <translation>Unsicherste Beschreibungen zuerst</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>Nach Tag</translation>
    </message>
    <message>
        <source>By month</source>
        <translation>Nach Monat</translation>
    </message>
    <message>
        <source>By year</source>
        <translation>Nach Jahr</translation>
    </message>
    <message>
        <source>By folder</source>
        <translation>Nach Ordner</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>Keine Gruppen</translation>
    </message>
</context>
<context>
    <name>vidimus::ui::format</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>&lt; %1 ms</source>
        <translation>&lt; %1 ms</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>noch einige Sekunden</translation>
    </message>
    <message numerus="yes">
        <source>about %n s left</source>
        <translation>
            <numerusform>noch etwa %n s</numerusform>
            <numerusform>noch etwa %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n min left</source>
        <translation>
            <numerusform>noch etwa %n min</numerusform>
            <numerusform>noch etwa %n min</numerusform>
        </translation>
    </message>
    <message>
        <source>about %1 h left</source>
        <translation>noch etwa %1 h</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
</TS>
