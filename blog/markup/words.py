"""The few words the renderer adds to a document, per language (BCP 47 primary subtag)."""

from collections.abc import Mapping

_KEYS = (
    *("note", "tip", "important", "warning", "caution"),
    *(
        "footnotes",
        "back",
        "watch",
        "video",
        "audio",
        "picture",
        "embedded",
        "table",
        "code",
        "details",
        "moving",
    ),
)
_TABLE = {
    "en": "Note|Tip|Important|Warning|Caution|Footnotes|Back to the text|Watch on|"
    "Video|Audio|Picture|Embedded page|Table|Code|Details|Stop or play the moving picture",
    "de": "Hinweis|Tipp|Wichtig|Warnung|Vorsicht|Fußnoten|Zurück zum Text|Ansehen auf|"
    "Video|Audio|Bild|Eingebettete Seite|Tabelle|Code|Einzelheiten|Bild anhalten oder abspielen",
    "es": "Nota|Consejo|Importante|Advertencia|Precaución|Notas|Volver al texto|Ver en|"
    "Vídeo|Audio|Imagen|Página incrustada|Tabla|Código|Detalles|Detener o mover la imagen animada",
    "fr": "Note|Astuce|Important|Avertissement|Attention|Notes|Retour au texte|Regarder sur|"
    "Vidéo|Audio|Image|Page intégrée|Tableau|Code|Détails|Arrêter ou animer l’image",
    "it": "Nota|Suggerimento|Importante|Avviso|Attenzione|Note|Torna al testo|Guarda su|"
    "Video|Audio|Immagine|Pagina incorporata|Tabella|Codice|Dettagli|Ferma o anima l’immagine",
    "nl": "Opmerking|Tip|Belangrijk|Waarschuwing|Let op|Voetnoten|Terug naar de tekst|Bekijk op|"
    "Video|Audio|Afbeelding|Ingesloten pagina|Tabel|Code|Details|Beeld stoppen of afspelen",
    "pt": "Nota|Dica|Importante|Aviso|Cuidado|Notas|Voltar ao texto|Ver no|"
    "Vídeo|Áudio|Imagem|Página incorporada|Tabela|Código|Detalhes|Parar ou animar a imagem",
}
_WORDS = {
    language: dict(zip(_KEYS, line.split("|"), strict=True)) for language, line in _TABLE.items()
}


def words_in(language: str) -> Mapping[str, str]:
    """The renderer's words for a BCP 47 language tag; English where the language is not known."""
    return _WORDS.get(language.lower().replace("_", "-").split("-")[0], _WORDS["en"])
