#pragma once

#include <QListView>

#include "ui/shell/side_bar_model.h"

namespace vidimus::ui {

/// What to look at: everything, what came last, or one folder.
class SideBar final : public QListView {
    Q_OBJECT
public:
    explicit SideBar(QWidget* parent = nullptr);

    void setCounts(std::int64_t all);
    void setFolders(const std::vector<storage::FolderCount>& folders);
    Source source() const { return m_source; }
    void choose(const Source& source);

    QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(const vidimus::ui::Source& source);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    SideBarModel m_model;
    Source m_source;
    bool m_filling = false;
};

} // namespace vidimus::ui
