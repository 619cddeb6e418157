#include "ui/activity/failure_model.h"

#include "ui/common/format.h"

namespace vidimus::ui {

void FailureModel::setFailures(std::vector<storage::Failure> failures)
{
    beginResetModel();
    m_failures = std::move(failures);
    endResetModel();
}

int FailureModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_failures.size());
}

QVariant FailureModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const storage::Failure& failure = this->failure(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return format::fileName(failure.path);
    case ReasonRole:
        return format::text(failure.message);
    case FolderRole:
        return format::path(failure.path.parent_path());
    case Qt::ToolTipRole:
        return format::path(failure.path);
    case Qt::AccessibleTextRole:
        return tr("%1: %2").arg(format::fileName(failure.path), format::text(failure.message));
    default:
        return {};
    }
}

} // namespace vidimus::ui
