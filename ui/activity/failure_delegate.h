#pragma once

#include <QStyledItemDelegate>

namespace vidimus::ui {

/// Two lines: the file with its folder, and below the reason in plain words.
class FailureDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace vidimus::ui
