#pragma once

#include <vector>

#include <QAbstractListModel>

#include "core/storage/photo_records.h"

namespace vidimus::ui {

/// Files that could not be taken in and pictures that could not be described.
class FailureModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { ReasonRole = Qt::UserRole, FolderRole };

    using QAbstractListModel::QAbstractListModel;

    void setFailures(std::vector<storage::Failure> failures);
    const storage::Failure& failure(int row) const { return m_failures[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<storage::Failure> m_failures;
};

} // namespace vidimus::ui
