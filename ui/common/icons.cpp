#include "ui/common/icons.h"

#include <algorithm>

#include <QAction>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <QToolButton>

namespace vidimus::ui {

namespace {

QColor colourFor(QIcon::Mode mode, QIcon::State state)
{
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Disabled)
        return palette.color(QPalette::Disabled, QPalette::WindowText);
    if (mode == QIcon::Active || mode == QIcon::Selected || state == QIcon::On)
        return palette.color(QPalette::WindowText);
    return palette.color(QPalette::PlaceholderText);
}

/// Draws the outline once per size and colour; QPixmapCache forgets the old ones.
class TintedSvgEngine final : public QIconEngine {
public:
    explicit TintedSvgEngine(QString name) : m_name(std::move(name)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device() != nullptr ? painter->device()->devicePixelRatio() : 1.0;
        painter->drawPixmap(rect, tinted(rect.size() * ratio, colourFor(mode, state)));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return tinted(size, colourFor(mode, state));
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        return tinted(size, colourFor(mode, state));
    }

    QString key() const override { return QStringLiteral("vidimus.tinted_svg"); }
    QIconEngine* clone() const override { return new TintedSvgEngine(m_name); }

private:
    QPixmap tinted(const QSize& size, const QColor& colour) const
    {
        const QString cacheKey =
            QStringLiteral("vidimus/%1/%2x%3/%4").arg(m_name).arg(size.width()).arg(size.height()).arg(colour.rgba());
        QPixmap pixmap;
        if (QPixmapCache::find(cacheKey, &pixmap))
            return pixmap;
        QSvgRenderer renderer(QStringLiteral(":/icons/%1.svg").arg(m_name));
        QImage image(size, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        // Square in the middle: what is asked wider leaves room between it and a text beside it.
        const qreal side = std::min(size.width(), size.height());
        renderer.render(&painter, QRectF((size.width() - side) / 2, (size.height() - side) / 2, side, side));
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(image.rect(), colour);
        painter.end();
        pixmap = QPixmap::fromImage(image);
        QPixmapCache::insert(cacheKey, pixmap);
        return pixmap;
    }

    QString m_name;
};

} // namespace

QIcon icon(const QString& name)
{
    return QIcon(new TintedSvgEngine(name));
}

QString toolTipWithShortcut(const QAction& action)
{
    const QString shortcut = action.shortcut().toString(QKeySequence::NativeText);
    const QString text = action.toolTip().isEmpty() ? action.text() : action.toolTip();
    return shortcut.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, shortcut);
}

QToolButton* iconButton(QAction* action, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setIconSize(QSize(20, 20));
    button->setDefaultAction(action);
    const auto describe = [button, action] {
        button->setToolTip(toolTipWithShortcut(*action));
        button->setAccessibleName(action->text());
    };
    describe();
    QObject::connect(action, &QAction::changed, button, describe);
    return button;
}

} // namespace vidimus::ui
